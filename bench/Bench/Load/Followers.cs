using System.Diagnostics;
using System.Globalization;
using System.Text;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Rows;

namespace CodeFirst.Bench.Load;

/// <summary>Many streams that follow one user, a hundred for each connection, and what they receive.</summary>
internal sealed class Followers : IDisposable
{
    private const int StreamsPerConnection = 100;
    private const string Mark = "sent at ";

    private static readonly byte[] MarkBytes = Encoding.ASCII.GetBytes(Mark);

    private readonly List<GrpcStreams> _connections = [];
    private readonly List<double> _latencies = [];

    /// <summary>When events that followers are measured with were sent: in their description.</summary>
    public static string Stamp() => string.Create(CultureInfo.InvariantCulture, $"{Mark}{Stopwatch.GetTimestamp():d20}.");

    /// <summary>Starts the followers. Each receives the events after <paramref name="after"/>.</summary>
    public static async Task<Followers> StartAsync(int port, int count, long after)
    {
        var followers = new Followers();
        for (var i = 0; i < count; i += StreamsPerConnection)
        {
            var connection = await GrpcStreams.ConnectAsync(port);
            followers._connections.Add(connection);
            await connection.BeginAsync("StreamUserActivity", Messages.Activity(follow: true, after), Math.Min(StreamsPerConnection, count - i));
        }

        return followers;
    }

    /// <summary>Returns when the followers have received so many events each. Latencies are of one event in fifty.</summary>
    public async Task<Series> ReceiveAsync(int events)
    {
        _latencies.Clear();
        await Task.WhenAll(_connections.Select(connection => connection.ReceiveAsync(
            connection.Messages + ((long)connection.Streams * events), message => Measure(connection, message))));

        return new Series(_latencies.Count > 0 ? [.. _latencies] : [0]);
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    private void Measure(GrpcStreams connection, ReadOnlySpan<byte> message)
    {
        if (connection.Messages % 50 == 0 && message.IndexOf(MarkBytes) is var at and >= 0)
        {
            var sent = long.Parse(Encoding.ASCII.GetString(message.Slice(at + Mark.Length, 20)), CultureInfo.InvariantCulture);
            lock (_latencies)
            {
                _latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }
}
