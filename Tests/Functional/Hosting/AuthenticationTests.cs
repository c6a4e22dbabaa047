using System.Diagnostics;
using System.Security.Cryptography;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class AuthenticationTests
{
    private const string Audience = "https://users.example.run.app";
    private const int Tolerance = 30; // seconds
    private const string Refusal = "The call needs a valid ID token in authorization: Bearer.";

    private FakeIssuer _issuer = null!;
    private ServerProcess _server = null!;
    private GrpcChannel _channel = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _issuer = await FakeIssuer.StartAsync();
        _server = await BuiltServer.StartAsync(new()
        {
            ["Authentication__Authority"] = _issuer.Address,
            ["Authentication__Audiences"] = $"https://other.example,{Audience}",
            ["Authentication__AllowedEmails"] = "bob@example.com, Ann@Example.com",
        });
        _channel = _server.Connect();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Test]
    public async Task A_good_token_is_let_in()
    {
        (await CallAsync(_issuer.Sign(_issuer.Claims(Audience)))).Should().Be(Status.DefaultSuccess);
    }

    [Test]
    public async Task One_good_audience_among_several_is_enough()
    {
        (await CallAsync(With("aud", new[] { "https://elsewhere.example", Audience }))).Should().Be(Status.DefaultSuccess);
    }

    [Test]
    public async Task No_token_is_refused()
    {
        await ShouldBeRefusedAsync(null);
    }

    [TestCase("garbage")]
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Garbage_is_refused(string token)
    {
        await ShouldBeRefusedAsync(token);
    }

    [Test]
    public async Task A_long_token_is_refused()
    {
        await ShouldBeRefusedAsync(new string('a', 20_000));
    }

    [Test]
    public async Task A_token_without_a_signature_is_refused()
    {
        var header = new Dictionary<string, object?> { ["alg"] = "none", ["typ"] = "JWT" };

        await ShouldBeRefusedAsync(FakeIssuer.Token(header, _issuer.Claims(Audience), _ => []));
    }

    [Test]
    public async Task A_token_whose_signature_Cloud_Run_took_off_is_refused()
    {
        var signed = _issuer.Sign(_issuer.Claims(Audience));

        await ShouldBeRefusedAsync(signed[..(signed.LastIndexOf('.') + 1)] + "SIGNATURE_REMOVED_BY_GOOGLE");
    }

    [Test]
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        var header = FakeIssuer.Header();
        header["alg"] = "HS256";

        await ShouldBeRefusedAsync(
            FakeIssuer.Token(header, _issuer.Claims(Audience), bytes => HMACSHA256.HashData(_issuer.PublicKeyPem, bytes)));
    }

    [Test]
    public async Task A_changed_token_is_refused()
    {
        var signed = _issuer.Sign(_issuer.Claims(Audience)).Split('.');
        var other = _issuer.Sign(With(_issuer.Claims(Audience), "sub", "another")).Split('.');

        await ShouldBeRefusedAsync($"{signed[0]}.{other[1]}.{signed[2]}");
    }

    [TestCase("aud", "https://elsewhere.example")]
    [TestCase("aud", null)]
    [TestCase("iss", "https://issuer.example")]
    [TestCase("iss", null)]
    [TestCase("exp", null)]
    public async Task A_token_for_something_else_is_refused(string claim, string? value)
    {
        await ShouldBeRefusedAsync(With(claim, value));
    }

    [TestCase("exp", -29, true)]
    [TestCase("exp", -31, false)]
    [TestCase("exp", -61, false)]
    [TestCase("nbf", 29, true)]
    [TestCase("nbf", 31, false)]
    [TestCase("nbf", 61, false)]
    public async Task Clocks_may_differ_by_30_seconds(string claim, int seconds, bool isLetIn)
    {
        // Times in tokens have whole seconds. A call on both sides of the limit proves nothing, so another one is made.
        var limit = Stopwatch.StartNew();
        Status status;
        long edge;
        do
        {
            var value = Now() + seconds;
            edge = claim == "exp" ? value + Tolerance : value - Tolerance;
            limit.Elapsed.Should().BeLessThan(Patience.LongLimit);
            status = await CallAsync(With(claim, value));
        }
        while (Now() >= edge && isLetIn == (claim == "exp"));

        status.StatusCode.Should().Be(isLetIn ? StatusCode.OK : StatusCode.Unauthenticated, "{0}", edge);
    }

    [TestCase("email", "eve@example.com")]
    [TestCase("email", null)]
    [TestCase("email_verified", false)]
    [TestCase("email_verified", null)]
    public async Task A_caller_who_is_not_on_the_list_is_forbidden(string claim, object? value)
    {
        var status = await CallAsync(With(claim, value));

        status.StatusCode.Should().Be(StatusCode.PermissionDenied);
        status.Detail.Should().Be("The caller may not use this service.");
    }

    [Test]
    public async Task The_user_service_asks_for_a_token()
    {
        var users = _channel.CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

        var call = async () => await users.GetUserAsync(new GetUserRequest { Id = "user-1" }, CallContext.Default);

        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Unauthenticated);
    }

    [Test]
    public async Task Health_needs_no_token()
    {
        var answer = await new Health.HealthClient(_channel).CheckAsync(new HealthCheckRequest());

        answer.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> claims, string claim, object? value)
    {
        claims[claim] = value;
        if (value is null)
        {
            claims.Remove(claim);
        }

        return claims;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private string With(string claim, object? value) => _issuer.Sign(With(_issuer.Claims(Audience), claim, value));

    private Task<Status> CallAsync(string? token) => TokenCall.SendAsync(_channel, token);

    private async Task ShouldBeRefusedAsync(string? token)
    {
        var status = await CallAsync(token);

        status.StatusCode.Should().Be(StatusCode.Unauthenticated);
        status.Detail.Should().Be(Refusal);
    }
}
