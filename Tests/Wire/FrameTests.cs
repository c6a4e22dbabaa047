using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>Rows 4, 10 and 11 of docs/reliability.md: violations of RFC 9113.</summary>
internal sealed class FrameTests(Service service) : WireTests(service)
{
    private static IEnumerable<TestCaseData> HeaderCases() =>
        Violations.OfHeaders.Select(one => new TestCaseData(one.Name, one.Headers).SetArgDisplayNames(one.Name));

    [TestCaseSource(typeof(Violations), nameof(Violations.OfFrames))]
    public async Task A_violation_ends_the_stream_or_the_connection(Violation violation)
    {
        using var connection = await Server.OpenAsync();
        var frames = violation.Frames(HeaderBlock.Encode(Server.Headers()));

        foreach (var frame in frames)
        {
            await connection.TrySendAsync(frame.ToBytes());
        }

        var answer = await connection.ReadAnswerAsync(frames.Max(frame => frame.Stream | 1));
        Deviations.Check(violation.Name, violation.Expected, answer.ToString());
    }

    [TestCaseSource(nameof(HeaderCases))]
    public async Task Headers_that_are_wrong_end_the_stream_or_the_connection(string name, (string Name, string? Value)[] headers)
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, Server.Headers(headers));

        Deviations.Check(name, "RST ProtocolError or GOAWAY ProtocolError or HTTP 400 or closed", answer.ToString());
    }

    [Test]
    public async Task Two_paths_are_refused()
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, [(":path", Server.GetMethod), .. Server.Headers()]);

        answer.ToString().Should().BeOneOf("RST ProtocolError", "GOAWAY ProtocolError");
    }

    [Test]
    public async Task What_the_RFC_allows_is_ignored()
    {
        using var connection = await Server.OpenAsync();
        await connection.SendAsync(
            new Frame(0x16, 0xff, 0, [1, 2, 3]), // an unknown type
            Frames.Settings((0x99, 1)), // an unknown setting
            Frames.Priority(101, 0), // of a stream that is idle
            new Frame(FrameType.Ping, Flag.Ack, 0, new byte[8])); // that nobody asked for
        var stream = connection.NextStream();
        var block = HeaderBlock.Encode(Server.Headers());
        await connection.SendAsync(
            Frames.Headers(stream, block[..3], endHeaders: false),
            Frames.Continuation(stream, [], endHeaders: false),
            Frames.Continuation(stream, block[3..]),
            new Frame(FrameType.Data, Flag.Padded, stream, [2, .. WireServer.Unknown(), 0, 0]),
            Frames.Data(stream, []));

        (await connection.ReadAnswerAsync(stream)).ToString().Should().Be("NotFound");
        await AlsoServesAsync(connection);
    }

    [Test]
    public async Task A_stream_that_is_reset_disturbs_no_other()
    {
        using var connection = await Server.OpenAsync();
        var stream = connection.NextStream();
        await connection.SendAsync(
            Frames.Headers(stream, HeaderBlock.Encode(Server.Headers())),
            Frames.Data(stream, [0, 0], endStream: false),
            Frames.Reset(stream));

        await AlsoServesAsync(connection);
    }
}
