using System.Diagnostics;
using System.Text;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>The limits of Hosting, set low.</summary>
[TestFixture(Service.Users)]
[TestFixture(Service.Orders)]
internal sealed class LimitTests(Service service)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private const string Reflection = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    private WireServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await WireServer.StartAsync(
        service,
        ("Calls__MaxMetadataBytes", "2000"),
        ("Calls__DeadlineSeconds", "1"),
        ("Calls__WriteTimeoutSeconds", "1"),
        ("Calls__StreamsPerCaller", "3"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TearDown]
    public void No_error_was_logged() => _server.LoggedErrors.Should().BeEmpty();

    [Test]
    public async Task Metadata_above_the_setting_is_refused()
    {
        var within = await _server.CallAsync(_server.Headers(("x", new string('a', 1_000))));
        var above = await _server.CallAsync(_server.Headers(("x", new string('a', 2_000))));

        within.ToString().Should().Be("NotFound");
        (above.ToString(), above.Message).Should().Be(("ResourceExhausted", "The metadata of a call must not exceed 2000 bytes."));
    }

    [Test]
    public async Task One_stream_too_many_is_refused_until_another_ends()
    {
        using var one = await _server.OpenAsync();
        using var other = await _server.OpenAsync();
        var first = await WireServer.WatchAsync(one);
        await WireServer.WatchAsync(one);
        await WireServer.WatchAsync(other);

        var refused = (await WireServer.WatchAsync(other)).Answer;
        var call = await _server.CallAsync(other);
        await one.SendAsync(Frames.Reset(first.Stream));
        var again = await OpenAgainAsync(other);

        (refused.ToString(), refused.Reason).Should().Be(("ResourceExhausted", "TOO_MANY_STREAMS"));
        refused.Message.Should().Be("The caller has 3 streams open, which is the most: end one before you open another.");
        call.ToString().Should().Be("NotFound", "unary calls are not counted");
        again.Body.Should().NotBeEmpty();
        _server.Output.Should().ContainSingle(line => line.Contains("A caller has 3 streams open (Calls__StreamsPerCaller)"));
    }

    [Test]
    public async Task A_stream_that_is_not_read_is_reset_and_others_go_on()
    {
        using var connection = await _server.OpenAsync((Frames.InitialWindowSize, 0));
        var time = Stopwatch.StartNew();
        var stalled = await ReflectAsync(connection);
        var read = await ReflectAsync(connection);
        await connection.SendAsync(Frames.WindowUpdate(read, int.MaxValue), Frames.WindowUpdate(0, 1 << 30));

        var answer = await connection.ReadAnswerAsync(stalled);
        await connection.SendAsync(Frames.Data(read, []));
        var other = await connection.ReadAnswerAsync(read);

        answer.ToString().Should().Be("RST EnhanceYourCalm", "gRPC clients read that as RESOURCE_EXHAUSTED");
        time.Elapsed.Should().BeGreaterThan(Longest).And.BeLessThan(Longest + TimeSpan.FromSeconds(10));
        _server.Output.Should().ContainSingle(line => line.Contains($"{Reflection} was reset: its caller took no message for 1 s"));
        other.ToString().Should().Be("Ok", "it was read");
    }

    // A byte at a time. Calls end at their deadline, whatever comes; HTTP/1.1 has a limit of Kestrel's, which is longer.
    [Test]
    public async Task Slow_senders_end_at_the_deadline_and_others_are_served()
    {
        var answers = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendSlowlyAsync()));
        using var unfinished = await FrameConnection.ConnectAsync(_server.Port);
        await unfinished.SendAsync(Encoding.ASCII.GetBytes($"GET {_server.HttpPath} HTTP/1.1\r\nHost: "));
        while (!answers.IsCompleted)
        {
            await unfinished.SendAsync("a"u8.ToArray());
            var time = Stopwatch.StartNew();
            (await _server.CallAsync()).ToString().Should().Be("NotFound");
            time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        }

        (await answers).Should().OnlyContain(answer => answer == "DeadlineExceeded");
    }

    private async Task<string> SendSlowlyAsync()
    {
        using var connection = await _server.OpenAsync();
        var stream = connection.NextStream();
        await connection.SendAsync(Frames.Headers(stream, HeaderBlock.Encode(_server.Headers())));
        var answer = connection.ReadAnswerAsync(stream);
        foreach (var part in WireServer.Message(new byte[10_000])) // a quarter of an hour
        {
            if (answer.IsCompleted || !await connection.TrySendAsync(Frames.Data(stream, [part], endStream: false).ToBytes()))
            {
                break;
            }

            await Task.Delay(100);
        }

        return (await answer).ToString();
    }

    /// <summary>Asks for more descriptors than Kestrel keeps for a caller that does not read, and for the stream to stay open.</summary>
    private async Task<int> ReflectAsync(FrameConnection connection)
    {
        var symbol = Encoding.ASCII.GetBytes(_server.GetMethod.Split('/')[1]);
        var request = WireServer.Message([0x22, (byte)symbol.Length, .. symbol]); // file_containing_symbol
        var stream = connection.NextStream();
        await connection.SendAsync(
            Frames.Headers(stream, HeaderBlock.Encode(WireServer.HeadersOf(Reflection))),
            Frames.Data(stream, [.. Enumerable.Repeat(request, 100).SelectMany(one => one)], endStream: false));

        return stream;
    }

    // A refused stream ends before the server has seen that the other one did.
    private static async Task<WireAnswer> OpenAgainAsync(FrameConnection connection)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var (_, answer) = await WireServer.WatchAsync(connection);
            if (answer.Body.Length > 0 || limit.Elapsed > Patience.Limit)
            {
                return answer;
            }
        }
    }
}
