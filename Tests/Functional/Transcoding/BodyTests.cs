using System.IO.Compression;
using System.Net.Http.Headers;
using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

public sealed class BodyTests(bool inFront) : TranscodingTests(inFront)
{
    private const string Title = """{"title":"t"}""";

    [TestCase("")]
    [TestCase("text/plain")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/x-ndjson")]
    [TestCase("garbage")]
    public async Task Case_27_A_body_of_another_type_is_refused(string contentType)
    {
        (await Library.SendAsync("PATCH", "/v1/books/1", Title, contentType)).ShouldFail(415, "INVALID_ARGUMENT", "UNSUPPORTED_MEDIA_TYPE");
    }

    [TestCase("application/json")]
    [TestCase("Application/JSON; charset=UTF-8")]
    [TestCase("application/json;charset=\"utf-8\"")]
    [TestCase("application/merge-patch+json")]
    public async Task Case_27_A_body_of_JSON_is_read(string contentType)
    {
        ((string)(await Library.SendAsync("PATCH", "/v1/books/1", Title, contentType)).Json["title"]!).Should().Be("t");
    }

    [Test]
    public async Task Case_28_A_compressed_body_is_read()
    {
        ((string)(await SendAsync(Compress("""{"title":"t"}"""u8.ToArray()), "gzip")).Json["title"]!).Should().Be("t");
    }

    [Test]
    public async Task Case_28_A_compressed_body_is_refused_by_its_size_when_decompressed()
    {
        var bomb = Compress([.. "{\"title\":\""u8, .. new byte[8 * 1024 * 1024], .. "\"}"u8]);

        bomb.Length.Should().BeLessThan(100_000);
        (await SendAsync(bomb, "gzip")).ShouldFail(413, "INVALID_ARGUMENT", "BODY_TOO_LARGE", "The body is too large.");
    }

    [Test]
    public async Task Case_28_A_coding_that_is_not_known_is_refused_with_those_that_are()
    {
        (await SendAsync("x"u8.ToArray(), "br")).ShouldFail(415, "INVALID_ARGUMENT", "UNSUPPORTED_CONTENT_ENCODING")
            .Header("Accept-Encoding").Should().Be("gzip");
    }

    [Test]
    public async Task Case_28_A_body_that_is_not_compressed_as_it_says_is_refused()
    {
        (await SendAsync("{}"u8.ToArray(), "gzip")).ShouldFail(400, "INVALID_ARGUMENT", "INVALID_CONTENT_ENCODING");
    }

    [Test]
    public async Task Case_29_The_answer_is_JSON_whatever_is_accepted()
    {
        (await Library.GetAsync("/v1/readers/me", ("Accept", "application/xml"))).ContentType.Should().Be("application/json");
    }

    [Test]
    public async Task All_that_is_wrong_is_in_one_answer_with_its_place()
    {
        var answer = await Library.SendAsync("PATCH", "/v1/books/1?x=1", """{"title":1,"etag":[],"nothing":2}""");

        answer.ShouldBeInvalid("x", "title", "etag", "nothing");
        answer.Body.Should().Contain("\"places\":\",1:");
    }

    [Test]
    public async Task A_body_that_is_no_JSON_is_refused_with_its_place()
    {
        (await Library.SendAsync("PATCH", "/v1/books/1", """{"title":"t",}"""))
            .ShouldFail(400, "INVALID_ARGUMENT", "INVALID_JSON").Body.Should().Contain("line 1, byte");
    }

    [Test]
    public async Task Case_26_A_body_of_more_than_4_MiB_is_refused()
    {
        var body = $$"""{"title":"{{new string('a', 4 * 1024 * 1024)}}"}""";

        (await Library.SendAsync("PATCH", "/v1/books/1", body)).ShouldFail(413, "INVALID_ARGUMENT", "BODY_TOO_LARGE");
    }

    [Test]
    public async Task A_body_in_chunks_over_the_limit_is_refused()
    {
        var body = $$"""{"title":"{{new string('a', 4 * 1024 * 1024)}}"}""";
        using var request = Library.Request("PATCH", "/v1/books/1");
        request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        request.Headers.TransferEncodingChunked = true;

        using var response = await Library.Http.SendAsync(request);

        (await Reply.OfAsync(response)).ShouldFail(413, "INVALID_ARGUMENT", "BODY_TOO_LARGE");
    }

    [Test]
    public async Task A_large_body_is_read()
    {
        var title = new string('a', 3 * 1024 * 1024);

        var answer = await Library.SendAsync("PATCH", "/v1/books/1", $$"""{"title":"{{title}}"}""");

        ((string)answer.Json["title"]!).Should().HaveLength(title.Length);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    private async Task<Reply> SendAsync(byte[] body, string coding)
    {
        using var request = Library.Request("PATCH", "/v1/books/1");
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json"), ContentEncoding = { coding } } };
        using var response = await Library.Http.SendAsync(request);

        return await Reply.OfAsync(response);
    }
}
