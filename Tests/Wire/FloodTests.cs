using System.Diagnostics;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>
/// Rows 5 to 8 of docs/reliability.md: more of something than any client sends. CODEFIRST_FLOOD_SIZE=10 sends ten times as much.
/// </summary>
internal sealed class FloodTests(Service service) : WireTests(service)
{
    private static readonly int Size = Soak.Number("CODEFIRST_FLOOD_SIZE", 1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // CVE-2023-44487.
    [Test]
    public async Task Streams_that_are_reset_at_once_disturb_nobody_else()
    {
        using var connection = await Server.OpenAsync();
        var block = HeaderBlock.Encode(Server.Headers());
        var sent = 0;
        while (sent < 4_000 * Size)
        {
            var batch = Enumerable.Range(0, 100).SelectMany(_ => Reset(connection.NextStream(), block)).ToArray();
            if (!await connection.TrySendAsync([.. batch.SelectMany(frame => frame.ToBytes())]))
            {
                break;
            }

            sent += 100;
            if (sent % 1_000 == 0)
            {
                await ServesOthersSoonAsync();
            }
        }

        await ServesOthersSoonAsync();
    }

    // CVE-2024-27316.
    [Test]
    public async Task Headers_without_an_end_end_the_connection()
    {
        using var connection = await Server.OpenAsync();
        var block = HeaderBlock.Encode([("x", new string('a', 16_000))]);
        await connection.SendAsync(Frames.Headers(1, HeaderBlock.Encode(Server.Headers()), endHeaders: false));
        var bytes = 0;
        while (bytes < 10_000_000 && await connection.TrySendAsync(Frames.Continuation(1, block, endHeaders: false).ToBytes()))
        {
            bytes += block.Length;
        }

        (await EndAsync(connection)).Should().BeOneOf("GOAWAY ProtocolError", "closed");
        bytes.Should().BeLessThan(10_000_000);
    }

    [Test]
    public async Task Empty_continuations_hold_only_their_own_connection()
    {
        using var connection = await Server.OpenAsync();
        await connection.SendAsync(Frames.Headers(1, HeaderBlock.Encode(Server.Headers()), endHeaders: false));
        var nothing = Repeat(Frames.Continuation(1, [], endHeaders: false), 5_000 * Size);

        await connection.TrySendAsync(nothing);

        await ServesOthersSoonAsync();
    }

    [TestCase("PING")]
    [TestCase("SETTINGS")]
    [TestCase("PRIORITY")]
    [TestCase("WINDOW_UPDATE")]
    [TestCase("empty DATA")]
    public async Task Frames_that_cost_nothing_to_send_cost_others_little(string kind)
    {
        using var connection = await Server.OpenAsync();
        var stream = connection.NextStream();
        await connection.SendAsync(Frames.Headers(stream, HeaderBlock.Encode(Server.Headers())));
        var frame = kind switch
        {
            "PING" => Frames.Ping(),
            "SETTINGS" => Frames.Settings(),
            "PRIORITY" => Frames.Priority(stream, 0),
            "WINDOW_UPDATE" => Frames.WindowUpdate(0, 1),
            _ => Frames.Data(stream, [], endStream: false),
        };
        var reading = ReadToEndAsync(connection); // or the server waits until its answers are read
        for (var i = 0; i < 10 && await connection.TrySendAsync(Repeat(frame, 1_000 * Size)); i++)
        {
            await ServesOthersSoonAsync();
        }

        connection.Dispose();
        await reading;
    }

    // 16 kB that name one header of 4 kB again and again.
    [Test]
    public async Task A_header_block_that_unpacks_to_megabytes_ends_the_connection()
    {
        using var connection = await Server.OpenAsync();
        var large = HeaderBlock.EncodeRemembered("x-large", new string('a', 4_000));
        byte[] block = [.. HeaderBlock.Encode(Server.Headers()), .. large, .. Enumerable.Repeat((byte)(0x80 | 62), 12_000)];

        await WireServer.SendHeadersAsync(connection, connection.NextStream(), block);

        (await EndAsync(connection)).Should().BeOneOf("GOAWAY ProtocolError", "closed");
    }

    private static Frame[] Reset(int stream, byte[] block) => [Frames.Headers(stream, block), Frames.Reset(stream)];

    private static byte[] Repeat(Frame frame, int count) => [.. Enumerable.Repeat(frame.ToBytes(), count).SelectMany(bytes => bytes)];

    private static async Task ReadToEndAsync(FrameConnection connection)
    {
        try
        {
            while (await connection.ReadAsync() is not null)
            {
                // Only so that the server can send more.
            }
        }
        catch (ObjectDisposedException)
        {
            // The flood is over.
        }
    }

    private static async Task<string> EndAsync(FrameConnection connection)
    {
        var answer = new WireAnswer();
        while (!answer.IsClosed && answer.GoAway is null or ErrorCode.NoError)
        {
            answer.Add(await connection.ReadAsync(), stream: int.MaxValue);
        }

        return answer.ToString();
    }

    private async Task ServesOthersSoonAsync()
    {
        var time = Stopwatch.StartNew();

        (await Server.CallAsync()).ToString().Should().Be("NotFound");

        time.Elapsed.Should().BeLessThan(Soon);
    }
}
