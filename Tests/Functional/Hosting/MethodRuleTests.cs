using CodeFirst.Tests.Functional.Hosting.Rules;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>Rules of services and methods, with tokens of an issuer.</summary>
public sealed class MethodRuleTests
{
    private const string Audience = "https://library.example.com";
    private const string RequireRules = "--Authentication:RequireRules=true";

    private FakeIssuer _issuer = null!;
    private RuleHost _host = null!;

    private string[] Settings => [$"--Authentication:Authority={_issuer.Address}", $"--Authentication:Audiences={Audience}"];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _issuer = await FakeIssuer.StartAsync();
        _host = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<RuledLibrary>(), Settings);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [TestCase("DeleteBook", null, StatusCode.Unauthenticated)]
    [TestCase("DeleteBook", "", StatusCode.PermissionDenied)]
    [TestCase("DeleteBook", "reader", StatusCode.PermissionDenied)]
    [TestCase("DeleteBook", "librarian", StatusCode.NotFound)]
    [TestCase("DeleteBook", "reader librarian", StatusCode.NotFound)]
    [TestCase("GetReader", null, StatusCode.Unauthenticated)]
    [TestCase("GetReader", "", StatusCode.OK)]
    [TestCase("GetMe", null, StatusCode.OK)]
    public async Task A_method_has_one_rule_for_gRPC_for_HTTP_and_for_tools(string method, string? roles, StatusCode expected)
    {
        foreach (var door in new[] { RuleHost.Grpc, RuleHost.Http, RuleHost.Tool })
        {
            (await _host.EnterAsync(door, method, TokenOf(roles))).Should().Be(expected, door);
        }
    }

    [Test]
    public async Task A_caller_without_permission_learns_nothing_of_what_is_wrong_with_the_request()
    {
        await using var host = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(),
            app => app.MapGrpcService<Library>().RequireAuthorization(policy => policy.RequireRole("librarian")),
            Settings);

        (await host.EnterAsync(RuleHost.Http, "UpdateBook", TokenOf("reader"))).Should().Be(StatusCode.PermissionDenied);
        (await host.EnterAsync(RuleHost.Http, "UpdateBook", TokenOf("librarian"))).Should().Be(StatusCode.InvalidArgument);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Rules_are_kept_with_each_way_to_bind_a_service(bool isGenerated)
    {
        await using var host = await RuleHost.StartGrpcAsync(
            services =>
            {
                if (isGenerated)
                {
                    services.AddRuledKeeperBinding();
                }
                else
                {
                    services.AddCodeFirstGrpc();
                }
            },
            app => app.MapGrpcService<RuledKeeper>(),
            settings: Settings);

        (await IsLetInAsync("Feed", null)).Should().BeTrue();
        (await CodeAsync("Walk", null)).Should().Be(StatusCode.Unauthenticated);
        (await IsLetInAsync("Walk", "")).Should().BeTrue();
        (await CodeAsync("Count", "")).Should().Be(StatusCode.PermissionDenied);
        (await CodeAsync("Count", "keeper")).Should().Be(StatusCode.NotFound);
        (await CodeAsync("CountAll", "")).Should().Be(StatusCode.PermissionDenied);
        (await IsLetInAsync("CountAll", "keeper")).Should().BeTrue();

        // An empty request is no animal, so the method itself may refuse it.
        async Task<bool> IsLetInAsync(string method, string? roles) =>
            await CodeAsync(method, roles) is not (StatusCode.Unauthenticated or StatusCode.PermissionDenied);

        async Task<StatusCode> CodeAsync(string method, string? roles) =>
            (await host.CallAsync($"zoo.Keeper/{method}", TokenOf(roles))).StatusCode;
    }

    [Test]
    public async Task The_texts_say_what_is_missing()
    {
        await using var open = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<RuledLibrary>());

        (await open.CallAsync("library.v1.Library/GetReader", null)).Should().Be(
            new Status(StatusCode.Unauthenticated, "The call needs an authenticated caller."));
        (await _host.CallAsync("library.v1.Library/DeleteBook", TokenOf(""))).Should().Be(
            new Status(StatusCode.PermissionDenied, "The caller may not call this method."));
    }

    [Test]
    public async Task A_role_in_a_token_that_was_changed_is_not_believed()
    {
        var parts = TokenOf("reader")!.Split('.');
        var forged = $"{parts[0]}.{TokenOf("librarian")!.Split('.')[1]}.{parts[2]}";

        (await _host.EnterAsync(RuleHost.Grpc, "DeleteBook", forged)).Should().Be(StatusCode.Unauthenticated);
    }

    [TestCase(null, StatusCode.Unauthenticated)]
    [TestCase("librarian", StatusCode.PermissionDenied)]
    public async Task If_rules_are_required_a_method_without_one_refuses_everybody(string? roles, StatusCode expected)
    {
        await using var host = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<Library>(), [.. Settings, RequireRules]);

        foreach (var door in new[] { RuleHost.Grpc, RuleHost.Http, RuleHost.Tool })
        {
            (await host.EnterAsync(door, "GetMe", TokenOf(roles))).Should().Be(expected, door);
        }

        (await new Health.HealthClient(host.Channel).CheckAsync(new HealthCheckRequest())).Status.Should().Be(
            HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Test]
    public async Task If_rules_are_required_reflection_is_for_known_callers_and_health_for_everybody()
    {
        await using var host = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<RuledLibrary>(), [.. Settings, RequireRules]);
        await using var withoutTokens = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<RuledLibrary>(), RequireRules);

        (await TokenCall.SendAsync(host.Channel, null)).StatusCode.Should().Be(StatusCode.Unauthenticated);
        (await TokenCall.SendAsync(host.Channel, TokenOf(""))).StatusCode.Should().Be(StatusCode.OK);
        (await TokenCall.SendAsync(withoutTokens.Channel, null)).StatusCode.Should().Be(StatusCode.Unauthenticated, "nobody is known");
        foreach (var service in new[] { "", "live", "library.v1.Library" })
        {
            var health = new Health.HealthClient(withoutTokens.Channel);
            var request = new HealthCheckRequest { Service = service };
            using var watch = health.Watch(request);

            (await health.CheckAsync(request)).Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving, service);
            (await watch.ResponseStream.MoveNext(CancellationToken.None)).Should().BeTrue(service);
        }
    }

    [Test]
    public async Task If_rules_are_required_those_that_there_are_hold()
    {
        await using var host = await RuleHost.StartAsync(
            services => services.AddCodeFirstGrpc(), app => app.MapGrpcService<RuledLibrary>(), [.. Settings, RequireRules]);

        (await host.EnterAsync(RuleHost.Grpc, "GetMe", null)).Should().Be(StatusCode.OK);
        (await host.EnterAsync(RuleHost.Grpc, "GetReader", TokenOf(""))).Should().Be(StatusCode.OK);
        (await host.EnterAsync(RuleHost.Grpc, "DeleteBook", TokenOf(""))).Should().Be(StatusCode.PermissionDenied);
    }

    // Roles with spaces between; null: no token.
    private string? TokenOf(string? roles)
    {
        if (roles is null)
        {
            return null;
        }

        var claims = _issuer.Claims(Audience);
        claims["roles"] = roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return _issuer.Sign(claims);
    }
}
