using System.Buffers.Text;
using System.Security.Cryptography;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class AuthenticationTests
{
    private const string Audience = "https://users.example.run.app";
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

    [TestCase("exp", -61)]
    [TestCase("nbf", 61)]
    public async Task A_token_outside_its_time_is_refused(string claim, int seconds)
    {
        await ShouldBeRefusedAsync(With(claim, DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds()));
    }

    [Test]
    public async Task A_clock_that_is_a_little_off_does_no_harm()
    {
        (await CallAsync(With("exp", DateTimeOffset.UtcNow.AddSeconds(-15).ToUnixTimeSeconds()))).Should().Be(Status.DefaultSuccess);
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

    [Test]
    public async Task While_the_keys_cannot_be_read_the_service_is_unavailable()
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["Authentication__Authority"] = $"{issuer.Address}/nowhere",
            ["Authentication__Audiences"] = Audience,
        });
        using var channel = server.Connect();

        var status = await CallAsync(channel, issuer.Sign(issuer.Claims(Audience)));

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        status.Detail.Should().Be("Callers cannot be authenticated at present. Try again.");
    }

    [Test]
    public async Task Keys_that_were_read_are_used_while_the_issuer_is_down()
    {
        var issuer = await FakeIssuer.StartAsync();
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["Authentication__Authority"] = issuer.Address,
            ["Authentication__Audiences"] = Audience,
        });
        using var channel = server.Connect();
        var token = issuer.Sign(issuer.Claims(Audience));
        (await CallAsync(channel, token)).Should().Be(Status.DefaultSuccess);

        await issuer.DisposeAsync();

        (await CallAsync(channel, token)).Should().Be(Status.DefaultSuccess);
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

    private static async Task<Status> CallAsync(GrpcChannel channel, string? token)
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(headers);
        try
        {
            await SendAsync(call.RequestStream);
            await foreach (var answer in call.ResponseStream.ReadAllAsync())
            {
                answer.ListServicesResponse.Service.Should().NotBeEmpty();
            }
        }
        catch (RpcException failure)
        {
            return new Status(failure.StatusCode, failure.Status.Detail);
        }

        return call.GetStatus();
    }

    private static async Task SendAsync(IClientStreamWriter<ServerReflectionRequest> requests)
    {
        try
        {
            await requests.WriteAsync(new ServerReflectionRequest { ListServices = "" });
            await requests.CompleteAsync();
        }
        catch (RpcException)
        {
            // The refusal was faster; reading the answer tells it.
        }
    }

    // A token whose claims are good, by a key that the issuer does not have.
    private string SignedBy(RSA key, Dictionary<string, object?> header) => FakeIssuer.Token(
        header, _issuer.Claims(Audience), bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private string With(string claim, object? value) => _issuer.Sign(With(_issuer.Claims(Audience), claim, value));

    private Task<Status> CallAsync(string? token) => CallAsync(_channel, token);

    private async Task ShouldBeRefusedAsync(string? token)
    {
        var status = await CallAsync(token);

        status.StatusCode.Should().Be(StatusCode.Unauthenticated);
        status.Detail.Should().Be(Refusal);
    }
}
