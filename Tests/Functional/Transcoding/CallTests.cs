using System.Net;
using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>Metadata and deadlines.</summary>
public sealed class CallTests(bool inFront) : TranscodingTests(inFront)
{
    private protected override Task<LibraryHost> StartAsync() => LibraryHost.StartAsync(InFront, options =>
    {
        options.RequestHeaders.Add("X-Tenant");
        options.ResponseHeaders.Add("X-Shown");
    });

    [Test]
    public async Task Case_39_Only_the_listed_headers_are_metadata()
    {
        var answer = await Library.GetAsync(
            "/v1/call",
            ("Authorization", "Bearer t"),
            ("Accept-Language", "de"),
            ("X-Request-ID", "r"),
            ("X-Tenant", "acme"),
            ("X-User", "root"),
            ("Cookie", "a=b"),
            ("Grpc-Metadata-Role", "admin"),
            ("grpc-status", "0"),
            ("Connection", "X-User"),
            ("Keep-Alive", "1"),
            ("TE", "trailers"));

        answer.Text.Should().StartWith("/library.v1.Library/Describe deadline=none ")
            .And.ContainAll("authorization=Bearer t", "accept-language=de", "x-request-id=r", "x-tenant=acme")
            .And.NotContainAny("x-user", "cookie", "admin", "grpc-status", "connection", "keep-alive");
    }

    [Test]
    public async Task Case_39_Only_the_listed_metadata_are_headers()
    {
        var answer = await Library.GetAsync("/v1/call");

        answer.Header("X-Shown").Should().Be("shown");
        answer.Headers.Keys.Should().NotContain(name => name == "x-hidden" || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase));
        answer.ContentType.Should().Be("application/json");
        answer.Header("Trailer").Should().BeNull();
    }

    [TestCase("Connection")]
    [TestCase("grpc-timeout")]
    [TestCase("Content-Type")]
    [TestCase("a b")]
    [TestCase("")]
    public async Task A_header_that_cannot_be_metadata_ends_the_start(string name)
    {
        var starting = () => LibraryHost.StartAsync(InFront, options => options.RequestHeaders.Add(name));

        (await starting.Should().ThrowAsync<InvalidOperationException>())
            .Which.Message.Should().Contain($"'{name}'").And.Contain("Remove it");
    }

    [Test]
    public async Task Case_38_A_caller_sets_a_deadline()
    {
        var answer = await Library.GetAsync("/v1/call?pause_ms=60000", ("grpc-timeout", "200m"));

        answer.ShouldFail(504, "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED");
        (await Library.GetAsync("/v1/call", ("grpc-timeout", "20S"))).Text.Should().Contain("deadline=some");
        (await Library.GetAsync("/v1/call")).Text.Should().Contain("deadline=none");
    }

    [Test]
    public async Task Case_38_A_body_that_stops_half_way_ends_at_the_deadline()
    {
        using var http = Library.Connect(HttpVersion.Version20);
        var (sent, body) = Library.SendHalf(http, "300m");
        using var answer = await sent.WaitAsync(Patience.Limit);

        ((int)answer.StatusCode).Should().Be(504);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"status\":\"DEADLINE_EXCEEDED\"");
        body.End();
    }

    [TestCase("1n")]
    [TestCase("0S")]
    public async Task Case_38_A_deadline_that_is_over_is_told_at_once(string timeout)
    {
        (await Library.GetAsync("/v1/call", ("grpc-timeout", timeout))).ShouldFail(504, "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED");
    }

    [TestCase("soon")]
    [TestCase("123456789m")]
    [TestCase("-1m")]
    [TestCase("m")]
    [TestCase("1x")]
    public async Task Case_38_A_deadline_that_cannot_be_read_is_refused(string timeout)
    {
        (await Library.GetAsync("/v1/call", ("grpc-timeout", timeout))).ShouldBeInvalid("grpc-timeout");
    }

    [Test]
    public async Task An_error_is_that_of_the_service()
    {
        (await Library.GetAsync("/v1/failures/missing")).ShouldFail(404, "NOT_FOUND", "BOOK_NOT_FOUND", "Book '7' was not found.");
        (await Library.GetAsync("/v1/failures/invalid")).Body.Should()
            .Contain("Must not be \\u003cempty\\u003e.").And.Contain("\"domain\":\"library.v1\"");
        (await Library.GetAsync("/v1/failures/away")).ShouldFail(503, "UNAVAILABLE", "SHUT", "Shut.")
            .Header("Retry-After").Should().Be("2");
    }

    [Test]
    public async Task An_error_without_details_has_them_from_the_rules_of_the_service()
    {
        (await Library.GetAsync("/v1/failures/plain"))
            .ShouldFail(400, "FAILED_PRECONDITION", "FAILED_PRECONDITION", "100% plain, ä.");
    }

    [Test]
    public async Task An_unforeseen_exception_tells_nothing()
    {
        var answer = await Library.GetAsync("/v1/failures/secret");

        answer.ShouldFail(500, "INTERNAL", "INTERNAL", "The server failed. The cause is in its log.").Body.Should().NotContain("secret");
        Library.Log.Lines.Should().ContainSingle().Which.Should().Contain("/library.v1.Library/Fail failed unexpectedly");
        Library.Log.Lines.Clear();
    }

    [TestCase("/v1/misled")]
    [TestCase("/v1/misled/often")]
    public async Task A_response_that_is_not_that_of_the_contract_is_a_failure(string path)
    {
        (await Library.GetAsync(path)).ShouldFail(500, "INTERNAL", "INTERNAL");
        Library.Log.Lines.Should().HaveCount(InFront ? 0 : 1);
        Library.Log.Lines.Clear();
    }

    [Test]
    public async Task A_row_that_is_not_that_of_the_contract_ends_the_stream_with_an_error()
    {
        var rows = (await Library.GetAsync("/v1/misled/often?count=1")).Body.Split('\n');

        rows.Should().HaveCount(3);
        rows[0].Should().StartWith("{\"result\":{").And.EndWith("}}");
        rows[1].Should().StartWith("{\"error\":{\"code\":500,\"status\":\"INTERNAL\",");
        Library.Log.Lines.Clear();
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task Both_versions_of_HTTP_are_answered(string version)
    {
        using var http = Library.Connect(Version.Parse(version));

        (await http.GetStringAsync("/v1/readers/me")).Should().Be("""{"text":"me"}""" + "\n");
        (await http.GetAsync("/v1/failures/missing")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }
}
