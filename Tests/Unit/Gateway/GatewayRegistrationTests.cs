using System.Net;
using CodeFirst.Gateway.Documents;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using CodeFirst.Gateway.SignIn;
using CodeFirst.Gateway.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class GatewayRegistrationTests
{
    [Test]
    public async Task Adding_a_feature_twice_is_adding_it_once()
    {
        await using var once = await StartAsync(times: 1);
        await using var twice = await StartAsync(times: 2);

        Parts(twice.Services).Should().Equal(Parts(once.Services));
        Endpoints(twice).Should().Equal(Endpoints(once)).And.OnlyHaveUniqueItems();
        (await DocumentAsync(twice)).Should().Be(await DocumentAsync(once));
    }

    private static async Task<WebApplication> StartAsync(int times)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        for (var i = 0; i < times; i++)
        {
            builder.AddRequestLimits().AddRateLimit().AddSignIn().AddCorsOrigins().AddCompression().AddUpstream().AddUsers();
        }

        var app = builder.Build();
        app.MapGatewayHealth().MapDocuments().MapUsers();
        await app.StartAsync();

        return app;
    }

    // What runs, and what checks the settings.
    private static IEnumerable<string> Parts(IServiceProvider services) =>
        services.GetServices<IHostedService>().Cast<object>()
            .Concat(services.GetServices<IValidateOptions<RateLimitOptions>>())
            .Concat(services.GetServices<IValidateOptions<RequestLimitOptions>>())
            .Concat(services.GetServices<IValidateOptions<CorsSettings>>())
            .Concat(services.GetServices<IValidateOptions<UpstreamOptions>>())
            .Select(part => part.GetType().ToString());

    private static IEnumerable<string?> Endpoints(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.DisplayName);

    private static async Task<string> DocumentAsync(WebApplication app)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var document = await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        return document.Replace(http.BaseAddress.Authority, "", StringComparison.Ordinal);
    }
}
