using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>The keys that tokens are verified with: whose they are, when they are read, and what happens while they cannot be.</summary>
public sealed class IssuerKeyTests
{
    private const string Audience = "https://users.example.run.app";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30); // a server waits for 2

    private FakeIssuer _issuer = null!;
    private ServerProcess _server = null!;
    private GrpcChannel _channel = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _issuer = await FakeIssuer.StartAsync();
        _server = await StartServerAsync(_issuer.Address);
        _channel = _server.Connect();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [TestCase("kid")]
    [TestCase("jku")]
    [TestCase("x5u")]
    public async Task A_key_is_never_fetched_from_where_the_token_says(string name)
    {
        using var key = RSA.Create(2048);
        var header = FakeIssuer.Header();
        header[name] = $"{_issuer.Address}/elsewhere";
        header["kid"] = "key-of-another";

        await ShouldBeRefusedAsync(SignedBy(key, header));

        _issuer.Requests.Should().OnlyContain(path => path == "/.well-known/openid-configuration" || path == "/keys");
    }

    [TestCase("key-1")]
    [TestCase("key-of-another")]
    public async Task A_key_in_the_token_itself_is_not_used(string keyId)
    {
        using var key = RSA.Create(2048);
        var parts = key.ExportParameters(includePrivateParameters: false);
        var header = FakeIssuer.Header();
        header["kid"] = keyId;
        header["jwk"] = new Dictionary<string, string>
        {
            ["kty"] = "RSA",
            ["kid"] = keyId,
            ["n"] = Base64Url.EncodeToString(parts.Modulus),
            ["e"] = Base64Url.EncodeToString(parts.Exponent),
        };

        await ShouldBeRefusedAsync(SignedBy(key, header));
    }

    [Test]
    public async Task Unknown_keys_do_not_make_the_server_read_keys_each_time()
    {
        using var key = RSA.Create(2048);
        for (var i = 0; i < 20; i++)
        {
            var header = FakeIssuer.Header();
            header["kid"] = $"key-of-another-{i}";
            await ShouldBeRefusedAsync(SignedBy(key, header));
        }

        _issuer.Requests.Count(path => path == "/keys").Should().BeLessThanOrEqualTo(2);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_new_key_of_the_issuer_is_accepted_and_one_that_it_took_back_is_not(bool keepsOldKey)
    {
        var old = Token();
        (await CallAsync(old)).Should().Be(Status.DefaultSuccess);
        _issuer.Rotate("key-2", keepsOldKey);

        await ShouldBeAcceptedSoonAsync();

        (await CallAsync(old)).StatusCode.Should().Be(keepsOldKey ? StatusCode.OK : StatusCode.Unauthenticated);
        (await CallAsync(Token())).Should().Be(Status.DefaultSuccess);
    }

    [Test]
    public async Task While_the_keys_cannot_be_read_the_service_is_unavailable()
    {
        await using var server = await StartServerAsync($"{_issuer.Address}/nowhere");
        using var channel = server.Connect();

        var status = await TokenCall.SendAsync(channel, Token());

        status.Should().Be(Unavailable);
    }

    [Test]
    public async Task An_issuer_that_does_not_answer_costs_callers_two_seconds_and_then_nothing()
    {
        _issuer.Delay = Slow;
        var time = Stopwatch.StartNew();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(Token())));
        statuses = [.. statuses, await CallAsync(Token())];

        statuses.Should().AllBeEquivalentTo(Unavailable);
        time.Elapsed.Should().BeLessThan(Slow / 2);
        _issuer.Delay = TimeSpan.Zero;
        await ShouldBeAcceptedSoonAsync();
    }

    [Test]
    public async Task Keys_that_were_read_are_used_while_the_issuer_is_slow_or_down()
    {
        var token = Token();
        (await CallAsync(token)).Should().Be(Status.DefaultSuccess);
        _issuer.Delay = Slow;
        var time = Stopwatch.StartNew();

        using var key = RSA.Create(2048);
        var header = FakeIssuer.Header();
        header["kid"] = "key-of-another";
        await ShouldBeRefusedAsync(SignedBy(key, header));
        (await CallAsync(token)).Should().Be(Status.DefaultSuccess);

        time.Elapsed.Should().BeLessThan(Slow / 2);
        await _issuer.DisposeAsync();
        (await CallAsync(token)).Should().Be(Status.DefaultSuccess);
    }

    private static Status Unavailable { get; } = new(StatusCode.Unavailable, "Callers cannot be authenticated at present. Try again.");

    private static Task<ServerProcess> StartServerAsync(string authority) => BuiltServer.StartAsync(new()
    {
        ["Authentication__Authority"] = authority,
        ["Authentication__Audiences"] = Audience,
    });

    // A token whose claims are good, by a key that the issuer does not have.
    private string SignedBy(RSA key, Dictionary<string, object?> header) => FakeIssuer.Token(
        header, _issuer.Claims(Audience), bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private string Token() => _issuer.Sign(_issuer.Claims(Audience));

    private Task<Status> CallAsync(string? token) => TokenCall.SendAsync(_channel, token);

    private async Task ShouldBeAcceptedSoonAsync()
    {
        var time = Stopwatch.StartNew();
        while ((await CallAsync(Token())).StatusCode != StatusCode.OK)
        {
            time.Elapsed.Should().BeLessThan(Patience.Limit);
        }
    }

    private async Task ShouldBeRefusedAsync(string? token) =>
        (await CallAsync(token)).StatusCode.Should().Be(StatusCode.Unauthenticated);
}
