using System.Net;
using CodeFirst.Contracts;
using CodeFirst.Tests.Functional.Hosting;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>How settings change what the server answers over HTTP.</summary>
public sealed class ServerSettingsTests
{
    private const string Audience = "https://users.example.run.app";

    [TestCase("/v1/users")]
    [TestCase("/v1/users/1")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/docs")]
    public async Task Switched_off_HTTP_is_not_there_and_gRPC_is(string path)
    {
        await using var server = new ServerFixture(new Dictionary<string, string> { ["Http:Enabled"] = "false" });
        using var http = GatewayFixture.Connect(server.Address);

        (await http.SendAsync("GET", path)).Status.Should().Be(HttpStatusCode.NotFound);
        (await server.Client.ListUsersAsync(new ListUsersRequest())).Users.Should().BeEmpty();
    }

    [Test]
    public async Task A_setting_that_cannot_be_read_stops_the_start_with_one_line()
    {
        await using var server = await BuiltServer.RunAsync([], new() { ["Http__Enabled"] = "yes" });

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(1);
        server.Errors.Should().Equal("Http__Enabled is \"yes\": set it to true or false.");
    }

    [Test]
    public async Task Callers_over_HTTP_need_the_token_that_callers_of_gRPC_need()
    {
        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = new ServerFixture(new Dictionary<string, string>
        {
            ["Authentication:Authority"] = issuer.Address,
            ["Authentication:Audiences"] = Audience,
        });
        using var http = GatewayFixture.Connect(server.Address);
        var token = issuer.Sign(issuer.Claims(Audience));
        var forOthers = issuer.Sign(issuer.Claims("https://other.example"));

        (await http.SendAsync("GET", "/v1/users", null, ("Authorization", $"Bearer {token}"))).Status.Should().Be(HttpStatusCode.OK);
        foreach (var authorization in new[] { "", "Bearer garbage", $"Bearer {forOthers}" })
        {
            foreach (var path in new[] { "/v1/users", "/v1/users/1/activity" })
            {
                var answer = await http.SendAsync("GET", path, null, ("Authorization", authorization));

                answer.ShouldBe(401, "UNAUTHENTICATED", "The call needs a valid ID token in authorization: Bearer.", "UNAUTHENTICATED");
                answer.Header("WWW-Authenticate").Should().Be("Bearer");
            }
        }

        (await http.SendAsync("GET", "/openapi/v1.json")).Json["security"]!.ToJsonString().Should().NotBe("[{}]");
        var call = async () => await server.Client.ListUsersAsync(new ListUsersRequest());
        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Unauthenticated);
    }
}
