using System.Net;
using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>Methods that take a stream.</summary>
public sealed class UploadTests(bool inFront) : TranscodingTests(inFront)
{
    private const string Lines = "application/x-ndjson";
    private const string Batch = "/v1/shelves/s/books:batch";
    private const string Room = "/v1/rooms/r:chat";

    [TestCase("{\"title\":\"a\"}\n{\"title\":\"b\"}\n")]
    [TestCase("{\"title\":\"a\"}\r\n\r\n  \n{\"title\":\"b\"}")]
    public async Task Case_35_Each_line_is_a_message(string body)
    {
        (await Library.SendAsync("POST", Batch, body, Lines)).Text.Should().Be("s/a s/b");
    }

    [Test]
    public async Task Case_35_A_body_of_JSON_is_one_message()
    {
        (await Library.SendAsync("POST", Batch, "{\n\"title\":\"a\"\n}")).Text.Should().Be("s/a");
    }

    [Test]
    public async Task Case_35_No_line_is_no_message()
    {
        (await Library.SendAsync("POST", Batch, "", Lines)).Text.Should().BeEmpty();
    }

    [TestCase("{\"title\":\"a\"}\n{\"titel\":\"b\"}\n", "INVALID_FIELDS", "Line 2: titel: ")]
    [TestCase("{\"title\":\"a\"}\n\n{\"title\":\n", "INVALID_JSON", "Line 3: ")]
    [TestCase("{\"title\":\"a\",\"shelf\":\"x\"}\n", "INVALID_FIELDS", "Line 1: shelf: ")]
    public async Task Case_35_A_bad_line_is_named_and_the_call_cancelled(string body, string reason, string start)
    {
        var answer = await Library.SendAsync("POST", Batch, body, Lines);

        answer.ShouldFail(400, "INVALID_ARGUMENT", reason);
        ((string)answer.Json["error"]!["message"]!).Should().StartWith(start);
        if (!start.StartsWith("Line 1:", StringComparison.Ordinal)) // or the call may not have begun
        {
            (await Library.Watch.Ended.Task.WaitAsync(Patience.Limit)).Should().BeTrue();
        }
    }

    [Test]
    public async Task Case_35_A_line_over_the_limit_is_refused()
    {
        var body = $"{{\"title\":\"a\"}}\n{{\"title\":\"{new string('a', 4 * 1024 * 1024)}\"}}\n";

        (await Library.SendAsync("POST", Batch, body, Lines))
            .ShouldFail(413, "INVALID_ARGUMENT", "BODY_TOO_LARGE", "Line 2: The body is too large.");
    }

    [Test]
    public async Task Case_35_Many_more_lines_than_the_limit_of_one_are_read()
    {
        var line = $"{{\"title\":\"{new string('a', 1000)}\"}}\n";
        var body = string.Concat(Enumerable.Repeat(line, 6000));

        (await Library.SendAsync("POST", Batch, body, Lines)).Text.Should().Be("6000 books");
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    public async Task Case_35_Another_type_is_refused(string contentType)
    {
        (await Library.SendAsync("POST", Batch, "{}", contentType)).ShouldFail(415, "INVALID_ARGUMENT", "UNSUPPORTED_MEDIA_TYPE");
    }

    [Test]
    public async Task Case_35_Over_HTTP1_the_answers_come_after_the_lines()
    {
        var answer = await Library.SendAsync("POST", Room, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Lines);

        (answer.Status, answer.ContentType).Should().Be((200, Lines));
        answer.Body.Should().Be(
            """{"result":{"room":"r","text":"re: a"}}""" + "\n" + """{"result":{"room":"r","text":"re: b"}}""" + "\n");
    }

    [Test]
    public async Task Case_35_Over_HTTP2_the_answers_come_between_the_lines()
    {
        using var http = Library.Connect(HttpVersion.Version20);
        var lines = new LineContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, Room)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = lines,
        };
        lines.Send("""{"text":"a"}""");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync().WaitAsync(Patience.Limit)).Should().Be("""{"result":{"room":"r","text":"re: a"}}""");

        lines.Send("""{"text":"b"}""");
        (await reader.ReadLineAsync().WaitAsync(Patience.Limit)).Should().Be("""{"result":{"room":"r","text":"re: b"}}""");

        lines.End();
        (await reader.ReadLineAsync().WaitAsync(Patience.Limit)).Should().BeNull();
    }

    [Test]
    public async Task Case_35_A_bad_line_after_answers_is_the_last_row()
    {
        using var http = Library.Connect(HttpVersion.Version20);
        var lines = new LineContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, Room)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = lines,
        };
        lines.Send("""{"text":"a"}""");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync().WaitAsync(Patience.Limit);

        lines.Send("""{"text":""");

        (await reader.ReadLineAsync().WaitAsync(Patience.Limit)).Should()
            .StartWith("""{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Line 2: """);
        (await reader.ReadLineAsync().WaitAsync(Patience.Limit)).Should().BeNull();
    }

    [Test]
    public async Task One_message_is_answered_with_one()
    {
        (await Library.SendAsync("POST", Room, """{"text":"a"}""")).Body.Should().Be("""{"room":"r","text":"re: a"}""" + "\n");
    }

    [Test]
    public async Task One_message_that_is_answered_with_several_has_a_stream()
    {
        var answer = await Library.SendAsync("POST", Room, """{"text":"twice"}""");

        answer.ContentType.Should().Be(Lines);
        answer.Body.Should().Be(string.Concat(Enumerable.Repeat("""{"result":{"room":"r","text":"re: twice"}}""" + "\n", 2)));
    }

    [Test]
    public async Task One_message_that_is_not_answered_is_a_failure()
    {
        (await Library.SendAsync("POST", Room, """{"text":"never"}""")).ShouldFail(500, "INTERNAL", "INTERNAL");
    }
}
