using System.IO.Compression;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>What the gateway refuses and the server takes.</summary>
public sealed class GatewayAloneTests : GatewayTests
{
    private const string WrongMediaType =
        "The body must be JSON in UTF-8, not compressed: send Content-Type: application/json, and no Content-Encoding.";

    [Test]
    public async Task A_body_that_is_too_deep_is_refused()
    {
        var body = "{\"name\":" + new string('[', 65) + new string(']', 65) + "}";

        (await Http.SendAsync("POST", "/v1/users", body)).ShouldBe(
            400, "INVALID_ARGUMENT", "The body is not valid JSON: see line 1, byte 72.", "INVALID_JSON");
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
            WrongMediaType,
            "UNSUPPORTED_MEDIA_TYPE");
    }

    [Test]
    public async Task A_body_that_is_compressed_is_refused()
    {
        using var body = new MemoryStream();
        await using (var gzip = new GZipStream(body, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("{}"u8);
        }

        var content = new ByteArrayContent(body.ToArray())
        {
            Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } },
        };

        (await Answer.OfAsync(Http.PostAsync("/v1/users", content)))
            .ShouldBe(415, "INVALID_ARGUMENT", WrongMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    [TestCase("a%2Fb")]
    [TestCase("a%252Fb")]
    [TestCase("100%25")]
    [TestCase("%FF")]
    [TestCase("%C0%AF")]
    [TestCase("%zz")]
    public async Task An_id_that_cannot_be_one_is_refused(string segment)
    {
        (await Http.SendAsync("GET", $"/v1/users/{segment}"))
            .ShouldBeInvalid(("id", "Must be UTF-8 in percent-encoding, without '/' and '%'."));
    }

    [Test]
    public async Task A_mark_before_the_body_is_refused()
    {
        (await Http.SendAsync("POST", "/v1/users", "\uFEFF{}")).ShouldBe(
            400, "INVALID_ARGUMENT", "The body is not valid JSON: see line 1, byte 1.", "INVALID_JSON");
    }
}
