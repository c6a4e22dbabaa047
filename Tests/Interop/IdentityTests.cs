using System.Net;
using System.Net.Http.Headers;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Interop;

/// <summary>Tokens, and rules of methods, on the natively compiled server.</summary>
public sealed class IdentityTests
{
    private const string Audience = "https://users.example.com";

    [TestCase(false, StatusCode.OK, HttpStatusCode.OK)]
    [TestCase(true, StatusCode.PermissionDenied, HttpStatusCode.Forbidden)]
    public async Task Caller_needs_a_token_and_with_RequireRules_a_rule(bool requireRules, StatusCode expected, HttpStatusCode expectedOverHttp)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = await ServerProcess.StartAsync(NativeProgram.Server, new Dictionary<string, string>
        {
            ["Authentication__Authority"] = issuer.Address,
            ["Authentication__Audiences"] = Audience,
            ["Authentication__RequireRules"] = requireRules ? "true" : "false",
        });
        var token = issuer.Sign(issuer.Claims(Audience));
        var foreign = issuer.Sign(issuer.Claims("https://others.example.com"));

        (await ListAsync(server, null)).Should().Be((StatusCode.Unauthenticated, HttpStatusCode.Unauthorized));
        (await ListAsync(server, foreign)).Should().Be((StatusCode.Unauthenticated, HttpStatusCode.Unauthorized));
        (await ListAsync(server, token)).Should().Be((expected, expectedOverHttp));
        (await new Health.HealthClient(server.Connect()).CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline)).Status
            .Should().Be(HealthCheckResponse.Types.ServingStatus.Serving, "health is open to everyone");
    }

    private static async Task<(StatusCode Grpc, HttpStatusCode Http)> ListAsync(ServerProcess server, string? token)
    {
        var headers = new Metadata();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var call = new UserService.UserServiceClient(server.Connect())
            .ListUsersAsync(new ListUsersRequest(), headers, Patience.Deadline);
        await ((Task)call.ResponseAsync).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var answer = await http.GetAsync("/v1/users");

        return (call.GetStatus().StatusCode, answer.StatusCode);
    }
}
