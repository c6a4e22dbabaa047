using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using static CodeFirst.Tests.Functional.Mcp.ToolCallTests;

namespace CodeFirst.Tests.Functional.Mcp;

public sealed class ToolSafetyTests
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    [TestCase("http://evil.example", null, HttpStatusCode.Forbidden)]
    [TestCase("null", null, HttpStatusCode.Forbidden)]
    [TestCase(null, "evil.example", HttpStatusCode.Forbidden)]
    [TestCase("http://evil.example", "evil.example", HttpStatusCode.Forbidden)]
    [TestCase("http://localhost:3000", null, HttpStatusCode.OK)]
    [TestCase("https://chat.example.com", null, HttpStatusCode.OK)]
    [TestCase(null, "proxied.example", HttpStatusCode.OK)]
    [TestCase(null, "127.0.0.1", HttpStatusCode.OK)]
    [TestCase(null, null, HttpStatusCode.OK)]
    public async Task Pages_of_other_origins_are_refused(string? origin, string? hostHeader, HttpStatusCode status)
    {
        await using var host = await ToolHost.StartAsync(configure: options =>
        {
            options.AllowedOrigins.Add("https://chat.example.com");
            options.AllowedHosts.Add("proxied.example");
        });

        using var response = await ToolRequest.PostAsync(host, List, origin, hostHeader);

        response.StatusCode.Should().Be(status);
    }

    [Test]
    public async Task A_request_over_the_limit_is_refused()
    {
        await using var host = await ToolHost.StartAsync(configure: options => options.MaxRequestBytes = 1000);

        using var response = await ToolRequest.PostAsync(host, List.Replace("}", $",\"params\":{{\"x\":\"{new string('x', 2000)}\"}}}}", StringComparison.Ordinal));

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task A_caller_is_limited()
    {
        await using var host = await ToolHost.StartAsync(configure: options => options.MaxRequestsPerMinute = 2);

        using var first = await ToolRequest.PostAsync(host, List);
        using var second = await ToolRequest.PostAsync(host, List);
        using var third = await ToolRequest.PostAsync(host, List);

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        third.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_caller_has_so_many_requests_at_a_time()
    {
        await using var host = await ToolHost.StartAsync(configure: options =>
        {
            options.MaxConcurrentRequests = 1;
            options.MaxStreamTime = TimeSpan.FromMinutes(5);
        });
        using var end = new CancellationTokenSource();
        var first = ToolRequest.PostAsync(
            host,
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"follow","arguments":{"count":0,"end":"wait"}}}""",
            cancellationToken: end.Token);
        await host.Watch.Waiting.Task.WaitAsync(Patience.Limit);

        using var second = await ToolRequest.PostAsync(host, List);
        await end.CancelAsync();

        second.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Tools_that_a_caller_may_not_call_are_not_listed_and_cannot_be_called()
    {
        await using var host = await ToolHost.StartAsync(
            build: builder =>
            {
                builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, LibrarianHandler>("test", null);
                builder.Services.AddAuthorizationBuilder().AddPolicy("librarian", policy => policy.RequireClaim("role", "librarian"));
            },
            map: service => service.Add(endpoint =>
            {
                if (endpoint.DisplayName!.Contains("DeleteBook", StringComparison.Ordinal))
                {
                    endpoint.Metadata.Add(new AuthorizeAttribute("librarian"));
                }
            }));
        var anyone = await host.ConnectAsync();
        var librarian = await host.ConnectAsync(("Authorization", "Bearer librarian"));

        var forAnyone = (await anyone.ListToolsAsync()).Select(tool => tool.Name);
        var forLibrarian = (await librarian.ListToolsAsync()).Select(tool => tool.Name);
        var refused = await anyone.CallToolAsync("delete_book", ToolHost.Arguments(new { id = "1" }));
        var done = await librarian.CallToolAsync("delete_book", ToolHost.Arguments(new { id = "1" }));

        forAnyone.Should().Contain("read_book").And.NotContain("delete_book");
        forLibrarian.Should().Contain("delete_book");
        TextOf(refused).Should().StartWith("UNAUTHENTICATED");
        host.Log.Lines.Should().BeEmpty();
        TextOf(done).Should().Be("{}");
    }

    [Test]
    public void Options_that_cannot_be_used_end_the_start()
    {
        var start = () => ToolHost.StartAsync(configure: options =>
        {
            options.MaxMessages = 0;
            options.AllowedOrigins.Add("chat.example.com/");
        });

        start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*MaxMessages is 0*AllowedOrigins*");
    }
}
