namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>Fields that are headers by their names.</summary>
public sealed class ConventionTests(bool inFront) : TranscodingTests(inFront)
{
    private const string Book = "/v1/shelves/1/books/2";

    [Test]
    public async Task The_etag_of_a_response_is_a_header()
    {
        var answer = await Library.GetAsync(Book);

        (answer.Status, answer.Header("ETag"), answer.Header("Cache-Control")).Should().Be((200, "\"1\"", "no-cache, private"));
    }

    [TestCase("\"1\"", 304)]
    [TestCase("W/\"1\"", 304)]
    [TestCase("\"0\", \"1\"", 304)]
    [TestCase("*", 304)]
    [TestCase("\"2\"", 200)]
    [TestCase("1", 200)]
    public async Task Who_has_a_version_already_is_told_so(string etag, int status)
    {
        var answer = await Library.GetAsync(Book, ("If-None-Match", etag));

        answer.Status.Should().Be(status);
        (answer.Body.Length == 0).Should().Be(status == 304);
    }

    [Test]
    public async Task If_Match_is_the_etag_of_a_request()
    {
        var answer = await Library.SendAsync("PATCH", "/v1/books/1", """{"title":"t"}""", headers: ("If-Match", "\"7\""));

        ((string)answer.Json["title"]!).Should().Be("t \"7\"");
        (await Library.SendAsync("DELETE", "/v1/books/1?etag=%221%22", headers: ("If-Match", "\"1\""))).ShouldBeInvalid("etag");
        (await Library.SendAsync("DELETE", "/v1/books/1", headers: ("If-Match", "W/\"1\""))).ShouldBeInvalid("If-Match");
    }

    [Test]
    public async Task A_status_without_a_body_has_none()
    {
        var answer = await Library.SendAsync("DELETE", "/v1/books/1", headers: ("If-Match", "*"));

        (answer.Status, answer.Body, answer.ContentType).Should().Be((204, "", null));
    }

    [TestCase("k1", "t k1")]
    [TestCase("\"k1\"", "t k1")]
    public async Task Idempotency_Key_is_the_request_id(string key, string title)
    {
        var answer = await Library.SendAsync("PATCH", "/v1/books/1", """{"title":"t"}""", headers: ("Idempotency-Key", key));

        ((string)answer.Json["title"]!).Should().Be(title);
        (await Library.SendAsync("PATCH", "/v1/books/1", """{"request_id":"t"}""", headers: ("Idempotency-Key", key)))
            .ShouldBeInvalid("request_id");
    }

    [TestCase("?page_size=1&x%20y=&pageToken=", null)]
    [TestCase("?page_size=1", "</v1/shelves/1%2F2/books?page_size=1&page_token=a%26b>; rel=\"next\"")]
    [TestCase("?page_size=1&page_token=", "</v1/shelves/1%2F2/books?page_size=1&page_token=a%26b>; rel=\"next\"")]
    [TestCase("?pageSize=1&pageToken=", "</v1/shelves/1%2F2/books?pageSize=1&page_token=a%26b>; rel=\"next\"")]
    [TestCase("?page_size=1&page_token=z", null)]
    public async Task The_next_page_is_a_link(string query, string? link)
    {
        (await Library.GetAsync($"/v1/shelves/1%2F2/books{query}")).Header("Link").Should().Be(link);
    }
}
