using System.Text;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>Very many connections that come and go. CODEFIRST_FLOOD_SIZE=10 opens ten times as many.</summary>
internal sealed class LoadTests(Service service) : WireTests(service)
{
    private const int AtOnce = 100;

    private static readonly int Size = Soak.Number("CODEFIRST_FLOOD_SIZE", 1);

    [Test]
    public async Task A_storm_of_connections_leaves_nothing_behind()
    {
        await Server.CallAsync();
        var before = Server.CountSockets();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2_000 * Size),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => await ComeAndGoAsync(i));

        await Patience.UntilAsync(() => Server.CountSockets() <= before, () => $"{Server.CountSockets()} sockets are open, {before} were");
    }

    // Each way to leave: before a word, in the middle of the preface, of a call and of an answer, after it, and with a reset of TCP.
    private async Task ComeAndGoAsync(int i)
    {
        using var connection = i % 6 < 3 ? await FrameConnection.ConnectAsync(Server.Port) : await Server.OpenAsync();
        switch (i % 6)
        {
            case 1:
                await connection.SendAsync("PRI * HTT"u8.ToArray());
                break;
            case 2:
                await connection.SendAsync(Encoding.ASCII.GetBytes($"POST {Server.HttpPath} HTTP/1.1\r\nHost: a\r\nContent-Le"));
                break;
            case 3:
                var stream = connection.NextStream();
                await connection.SendAsync(
                    Frames.Headers(stream, HeaderBlock.Encode(Server.Headers())), Frames.Data(stream, [0, 0], endStream: false));
                break;
            case 4:
                await connection.SendAsync(Frames.Headers(connection.NextStream(), HeaderBlock.Encode(Server.Headers())));
                connection.ResetWhenClosed();
                break;
            case 5:
                (await Server.CallAsync(connection)).ToString().Should().Be("NotFound");
                break;
        }
    }
}
