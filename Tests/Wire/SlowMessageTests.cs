using System.Text;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>
/// Row 35b of docs/reliability.md: messages that come a byte at a time, for longer than Kestrel's lowest rate (240 bytes a second after
/// 5 seconds) lets them. It ends a whole connection.
/// </summary>
[TestFixture(Service.Users)]
[TestFixture(Service.Orders)]
internal sealed class SlowMessageTests(Service service)
{
    private const string Deadline = "8"; // after Kestrel would have ended the connection

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Message = WireServer.Message(new byte[200]); // 20 seconds
    private static readonly byte[] Json = Encoding.ASCII.GetBytes($$"""{"id":"{{new string('a', 200)}}"}""");

    private string HttpPath => service == Service.Users ? "/v1/users" : "/v1/orders";

    [Test]
    public async Task A_slow_message_ends_at_its_deadline_and_the_other_calls_of_its_connection_go_on()
    {
        await using var server = await WireServer.StartAsync(service, ("Calls__DeadlineSeconds", Deadline));
        await using var unlimited = await WireServer.StartAsync(service, ("Calls__DeadlineSeconds", "0"));
        var timeout = ("grpc-timeout", Deadline + "S");
        var json = JsonHeaders();

        var answers = await Task.WhenAll(
            SendSlowlyAsync(server, server.Headers(), Message),
            SendSlowlyAsync(server, server.Headers(timeout), Message),
            SendSlowlyAsync(server, WireServer.HeadersOf(WireServer.WatchMethod), Message),
            SendSlowlyAsync(server, WireServer.HeadersOf(WireServer.WatchMethod, timeout), Message),
            SendSlowlyAsync(server, json, Json),
            SendSlowlyAsync(server, [.. json, timeout], Json),
            SendSlowlyAsync(unlimited, server.Headers(timeout), Message),
            SendSlowlyAsync(unlimited, [.. json, timeout], Json));

        answers.Should().Equal(
            "DeadlineExceeded", "DeadlineExceeded", "DeadlineExceeded", "DeadlineExceeded",
            "504 DEADLINE_EXCEEDED", "504 DEADLINE_EXCEEDED", "DeadlineExceeded", "504 DEADLINE_EXCEEDED");
        server.LoggedErrors.Concat(unlimited.LoggedErrors).Should().BeEmpty();
    }

    [Test]
    public async Task Without_any_deadline_the_lowest_rate_of_Kestrel_ends_the_connection()
    {
        await using var server = await WireServer.StartAsync(service, ("Calls__DeadlineSeconds", "0"));

        var answers = await Task.WhenAll(
            SendAloneAsync(server, server.Headers(), Message), SendAloneAsync(server, JsonHeaders(), Json));

        answers.Should().OnlyContain(answer => answer == "GOAWAY InternalError" || answer == "closed");
        server.LoggedErrors.Should().BeEmpty();
    }

    [Test]
    public async Task Over_HTTP_1_the_lowest_rate_of_Kestrel_ends_the_request()
    {
        await using var server = await WireServer.StartAsync(service);
        using var connection = await FrameConnection.ConnectAsync(server.Port);
        await connection.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {HttpPath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Json.Length}\r\n\r\n"));

        var answer = connection.ReadToEndAsync();
        await SendSlowlyAsync(Json, answer, connection.TrySendAsync);

        (await answer).Should().StartWith("HTTP/1.1 408 ").And.Contain("REQUEST_TOO_SLOW");
        server.LoggedErrors.Should().BeEmpty();
    }

    private List<(string Name, string Value)> JsonHeaders() =>
        WireServer.HeadersOf(HttpPath, ("content-type", "application/json"), ("te", null));

    private static async Task<string> SendAloneAsync(WireServer server, List<(string Name, string Value)> headers, byte[] body)
    {
        using var connection = await server.OpenAsync();
        var stream = connection.NextStream();
        await connection.SendAsync(Frames.Headers(stream, HeaderBlock.Encode(headers)));
        var answer = connection.ReadAnswerAsync(stream);
        await SendSlowlyAsync(body, answer, bytes => connection.TrySendAsync(Frames.Data(stream, bytes, endStream: false).ToBytes()));

        return (await answer).ToString();
    }

    /// <summary>Sends a message a byte at a time, with a good call beside each, and returns how it ended.</summary>
    private static async Task<string> SendSlowlyAsync(WireServer server, List<(string Name, string Value)> headers, byte[] body)
    {
        using var connection = await server.OpenAsync();
        var stream = connection.NextStream();
        var others = HeaderBlock.Encode(server.Headers());
        await connection.SendAsync(Frames.Headers(stream, HeaderBlock.Encode(headers)));
        var slow = new WireAnswer();
        foreach (var part in body)
        {
            if (!await connection.TrySendAsync(Frames.Data(stream, [part], endStream: false).ToBytes()))
            {
                return "closed";
            }

            var other = await CallAsync(connection, others, stream, slow);
            if (other.ToString() != "NotFound")
            {
                return $"the call beside it ended with {other}";
            }

            if (slow.IsOver)
            {
                break;
            }

            await Task.Delay(Pause);
        }

        var last = await CallAsync(connection, others, stream, slow);
        if (last.ToString() != "NotFound")
        {
            return $"the call after it ended with {last}";
        }

        return slow.Status is null && slow.Http > 0
            ? $"{slow.Http} {(Encoding.UTF8.GetString(slow.Body).Contains("\"DEADLINE_EXCEEDED\"") ? "DEADLINE_EXCEEDED" : "?")}"
            : slow.ToString();
    }

    private static async Task<WireAnswer> CallAsync(FrameConnection connection, byte[] headers, int slowStream, WireAnswer slow)
    {
        var stream = connection.NextStream();
        await connection.SendAsync(Frames.Headers(stream, headers), Frames.Data(stream, WireServer.Unknown()));
        var answer = new WireAnswer();
        while (!answer.IsOver)
        {
            var frame = await connection.ReadAsync();
            answer.Add(frame, stream);
            if (!slow.IsOver)
            {
                slow.Add(frame, slowStream);
            }
        }

        return answer;
    }

    private static async Task SendSlowlyAsync(byte[] body, Task answer, Func<byte[], Task<bool>> send)
    {
        foreach (var part in body)
        {
            if (answer.IsCompleted || !await send([part]))
            {
                break;
            }

            await Task.Delay(Pause);
        }
    }
}
