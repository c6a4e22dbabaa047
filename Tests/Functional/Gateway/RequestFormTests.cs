using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>The forms of requests that are taken, and how they are answered.</summary>
[TestFixture(Place.Gateway)]
[TestFixture(Place.Server)]
public sealed class RequestFormTests(Place place) : GatewayTests(place)
{
    [TestCase("a%2Fb", "a/b")]
    [TestCase("a%252Fb", "a%2Fb")]
    [TestCase("100%25", "100%")]
    public async Task An_id_in_a_path_may_have_every_character(string segment, string id)
    {
        (await Http.SendAsync("GET", $"/v1/users/{segment}")).ShouldBe(404, "NOT_FOUND", $"No user has the id '{id}'.", "USER_NOT_FOUND");
    }

    [TestCase("%FF")]
    [TestCase("%C0%AF")]
    public async Task An_id_that_is_not_UTF8_is_refused(string segment)
    {
        (await Http.SendAsync("GET", $"/v1/users/{segment}")).ShouldBeInvalid(("id", "Must be UTF-8 in percent-encoding."));
    }

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/jsonp")]
    [TestCase("garbage")]
    public async Task A_body_of_another_type_is_refused(string? contentType)
    {
        (await Http.SendBytesAsync("POST", "/v1/users", "{}"u8.ToArray(), contentType)).ShouldBe(
            415,
            "INVALID_ARGUMENT",
            "The body must be JSON in UTF-8: send Content-Type: application/json.",
            "UNSUPPORTED_MEDIA_TYPE");
    }

    [Test]
    public async Task A_mark_before_the_body_is_skipped()
    {
        var answer = await Http.SendAsync("POST", "/v1/users", $$"""{{'\uFEFF'}}{"name":"Ann","email":"{{NewEmail()}}"}""");

        answer.Status.Should().Be(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_body_that_is_compressed_is_read()
    {
        using var body = new MemoryStream();
        await using (var gzip = new GZipStream(body, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes($$"""{"name":"Ann","email":"{{NewEmail()}}"}"""));
        }

        var content = new ByteArrayContent(body.ToArray())
        {
            Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } },
        };

        (await Answer.OfAsync(Http.PostAsync("/v1/users", content))).Status.Should().Be(HttpStatusCode.Created);
    }

    [Test]
    public async Task Both_spellings_of_a_name_are_read()
    {
        var role = NewRole();
        await CreateAsync(role: role);
        await CreateAsync(role: role);
        var filter = Uri.EscapeDataString($"role = \"{role}\"");

        (await Http.SendAsync("GET", $"/v1/users?pageSize=1&filter={filter}")).Json["users"]!.AsArray().Should().HaveCount(1);
        (await Http.SendAsync("GET", $"/v1/users?page_size=1&filter={filter}")).Json["users"]!.AsArray().Should().HaveCount(1);
    }

    [Test]
    public async Task A_page_names_the_next_one()
    {
        var role = NewRole();
        var users = new[] { await CreateAsync("Ann", role), await CreateAsync("Bob", role) };
        var filter = Uri.EscapeDataString($"role = \"{role}\"");

        var first = await Http.SendAsync("GET", $"/v1/users?page_size=1&filter={filter}");
        var link = first.Header("Link")!;
        link.Should().StartWith("<").And.EndWith(">; rel=\"next\"");
        var second = await Http.SendAsync("GET", link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        second.Json["users"]!.AsArray().Select(user => user!.ToJsonString()).Should().Equal(users[1].ToJsonString());
        second.Header("Link").Should().BeNull();
    }

    [Test]
    public async Task Several_events_are_recorded_in_one_request()
    {
        var id = await CreateIdAsync();
        var lines = """
            {"event_type":"login","event_id":"a"}
            {"event_type":"logout","event_id":"b"}

            """u8.ToArray();

        var answer = await Http.SendBytesAsync("POST", $"/v1/users/{id}/activity", lines, "application/x-ndjson");

        answer.ContentType.Should().Be("application/x-ndjson");
        answer.Body.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!["result"]!).Select(result => (string)result["event_id"]!)
            .Should().Equal("a", "b");
        (await ReadActivityAsync(id)).Select(stored => stored.EventType).Should().Equal("user.created", "login", "logout");
    }

    [Test]
    public async Task A_user_may_be_kept_if_it_is_asked_for_each_time()
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("GET", $"/v1/users/{id}")).Header("Cache-Control").Should().Be("no-cache, private");
    }
}
