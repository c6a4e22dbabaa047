using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Transcoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>The options that are off by default, and the application's own endpoints.</summary>
public sealed class OptionTests(bool inFront) : TranscodingTests(inFront)
{
    private protected override Task<LibraryHost> StartAsync() => LibraryHost.StartAsync(
        InFront,
        options =>
        {
            options.ServesMethodsWithoutRoute = true;
            options.UsesConventions = false;
            options.Errors = ErrorForm.ProblemDetails;
            options.CompressFromBytes = 100;
            options.MaxRequestBytes = 1000;
            options.ErrorDomain = "books.example.com";
            options.WritesProtoNames = true;
            options.Deadline = TimeSpan.FromMilliseconds(300);
        },
        app =>
        {
            app.MapGet("/v1/readers/you", () => "you");
            app.MapGet("/health/live/now", () => "ok");
            app.MapFallback("/pages/{*path:nonfile}", (HttpContext context) => $"page {context.Request.Path}");
        });

    [Test]
    public async Task Case_40_A_method_without_a_route_can_be_called_by_JSON()
    {
        (await Library.SendAsync("POST", "/library.v1.Library/Unrouted", """{"name":"a"}""")).Text.Should().Be("unrouted a");
    }

    [TestCase("/v1/readers/you", "you")]
    [TestCase("/health/live/now", "ok")]
    [TestCase("/pages/a/b", "page /pages/a/b")]
    public async Task The_endpoints_of_the_application_are_still_its_own(string path, string text)
    {
        (await Library.GetAsync(path)).Body.Should().Be(text);
    }

    [Test]
    public async Task Paths_without_a_route_are_answered_by_the_application()
    {
        var answer = await Library.SendAsync("POST", "/health/live/now");

        (answer.Status, answer.Body).Should().Be((405, ""));
    }

    [Test]
    public async Task Without_conventions_fields_are_no_headers()
    {
        var book = await Library.GetAsync("/v1/shelves/1/books/2", ("If-None-Match", "\"1\""));
        var page = await Library.GetAsync("/v1/shelves/1/books?page_size=1");
        var update = await Library.SendAsync("PATCH", "/v1/books/1", """{"title":"t"}""", headers: ("Idempotency-Key", "k"));

        (book.Status, book.Header("ETag")).Should().Be((200, null));
        page.Header("Link").Should().BeNull();
        ((string)update.Json["title"]!).Should().Be("t");
    }

    [Test]
    public async Task Errors_can_be_problem_details()
    {
        var answer = await Library.GetAsync("/v1/failures/missing");

        (answer.Status, answer.ContentType).Should().Be((404, "application/problem+json"));
        answer.Body.Should().StartWith(
            """{"type":"about:blank","title":"NOT_FOUND","status":404,"detail":"Book '7' was not found.","details":[{""");
    }

    [Test]
    public async Task Errors_of_requests_have_the_domain_of_the_options()
    {
        (await Library.GetAsync("/v1/readers/me?x=1")).Body.Should().Contain("\"domain\":\"books.example.com\"");
    }

    [Test]
    public async Task Case_28_Answers_can_be_compressed()
    {
        var large = await Library.GetAsync("/v1/shelves/1/books?page_size=20", ("Accept-Encoding", "br, gzip"));
        var small = await Library.GetAsync("/v1/readers/me", ("Accept-Encoding", "gzip"));
        var plain = await Library.GetAsync("/v1/shelves/1/books?page_size=20", ("Accept-Encoding", "gzip;q=0"));

        (large.Header("Content-Encoding"), large.Header("Vary")).Should().Be(("gzip", "Accept-Encoding"));
        small.Header("Content-Encoding").Should().BeNull();
        plain.Header("Content-Encoding").Should().BeNull();
        plain.Body.Should().StartWith("""{"books":[{"name":"1/1"},""").And.Contain("\"next_page_token\":\"a\\u0026b\"");
    }

    [Test]
    public async Task Case_26_A_body_over_the_limit_is_refused()
    {
        (await Library.SendAsync("PATCH", "/v1/books/1", $$"""{"title":"{{new string('a', 1000)}}"}""")).Status.Should().Be(413);
    }

    [Test]
    public async Task Case_38_A_call_ends_at_the_deadline_of_the_options()
    {
        (await Library.GetAsync("/v1/call?pause_ms=60000")).Status.Should().Be(504);
        (await Library.GetAsync("/v1/call")).Text.Should().Contain("deadline=some");
    }
}
