using CodeFirst.Tests.Functional.Transcoding.Zoo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>What browsers ask before they call from another origin.</summary>
[TestFixture(false, TestName = "CorsTests (in the service)")]
[TestFixture(true, TestName = "CorsTests (in front of the service)")]
public sealed class CorsTests(bool inFront)
{
    private const string Page = "https://page.example.com";

    [TestCase(null)]
    [TestCase("application")]
    [TestCase("routes")]
    public async Task A_preflight_request_is_answered_if_CORS_is_on(string? on)
    {
        var allowed = on is null ? null : Page;
        await using var library = await StartAsync(on);

        var preflight = await AskAsync(library, "OPTIONS", Page, "POST");
        var plain = await AskAsync(library, "OPTIONS", Page);
        var call = await AskAsync(library, "GET", Page);

        (preflight.Status, preflight.Header("Access-Control-Allow-Origin")).Should().Be((204, allowed));
        (preflight.Header("Access-Control-Allow-Methods")?.Contains("POST", StringComparison.Ordinal) ?? false).Should().Be(on is not null);
        (plain.Status, plain.Header("Allow")).Should().Be((204, "GET, HEAD, POST"));
        (call.Status, call.Header("Access-Control-Allow-Origin")).Should().Be((200, allowed));
        library.Log.Lines.Should().BeEmpty();
    }

    [TestCase("application")]
    [TestCase("routes")]
    public async Task Another_origin_is_not_allowed(string on)
    {
        await using var library = await StartAsync(on);

        var preflight = await AskAsync(library, "OPTIONS", "https://other.example.com", "POST");

        (preflight.Status, preflight.Header("Access-Control-Allow-Origin")).Should().Be((204, null));
    }

    private Task<LibraryHost> StartAsync(string? on) => LibraryHost.StartAsync(
        inFront,
        map: app =>
        {
            switch (on)
            {
                case "application":
                    app.UseCors(policy => policy.WithOrigins(Page).WithMethods("GET", "POST"));
                    break;
                case "routes":
                    app.UseCors();
                    break;
                default:
                    break;
            }
        },
        services: services => services.AddCors(),
        routes: routes =>
        {
            if (on == "routes")
            {
                routes.RequireCors(policy => policy.WithOrigins(Page).WithMethods("GET", "POST"));
            }
        });

    private static Task<Reply> AskAsync(LibraryHost library, string verb, string origin, string? method = null) => library.SendAsync(
        verb,
        "/v1/shelves/7/books",
        headers: method is null ? [("Origin", origin)] : [("Origin", origin), ("Access-Control-Request-Method", method)]);
}
