using System.Diagnostics;
using CodeFirst.Bench.Measuring;

namespace CodeFirst.Bench.Load;

/// <summary>Calls of one method, as many at once as connections times streams. Every call must end with status 0.</summary>
internal sealed class GrpcLoad(int port, string method, Func<int, ReadOnlyMemory<byte>> message, params (string Name, string Value)[] headers)
{
    private static readonly byte[] StatusName = "grpc-status"u8.ToArray();

    private readonly byte[] _headers = Http2Connection.HeadersFor(method, headers);

    /// <summary>Makes the calls, numbered from <paramref name="first"/>.</summary>
    public async Task<LoadResult> RunAsync(int calls, int connections = 10, int streams = 10, int first = 0)
    {
        var numbers = new Numbers(first, first + calls);
        var opened = new List<Http2Connection>();
        try
        {
            for (var i = 0; i < Math.Min(connections, calls); i++)
            {
                opened.Add(await Http2Connection.ConnectAsync(port));
            }

            var watch = Stopwatch.StartNew();
            var latencies = await Task.WhenAll(opened.Select(connection => RunAsync(connection, streams, numbers)));

            return new LoadResult(calls, watch.Elapsed, new Series([.. latencies.SelectMany(one => one)]));
        }
        finally
        {
            opened.ForEach(connection => connection.Dispose());
        }
    }

    /// <summary>Makes one call on a connection of its own.</summary>
    public Task<LoadResult> CallAsync() => RunAsync(1, 1, 1);

    private async Task<List<double>> RunAsync(Http2Connection connection, int streams, Numbers numbers)
    {
        var begun = new Dictionary<int, long>();
        var latencies = new List<double>();
        for (var i = 0; i < streams; i++)
        {
            TryBegin(connection, numbers, begun);
        }

        while (begun.Count > 0)
        {
            await connection.FlushAsync();
            await connection.FillAsync();
            while (connection.TryRead(out var frame))
            {
                if (!frame.Ends)
                {
                    continue;
                }

                CheckStatus(frame);
                begun.Remove(frame.Stream, out var began);
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                TryBegin(connection, numbers, begun);
            }
        }

        return latencies;
    }

    private void TryBegin(Http2Connection connection, Numbers numbers, Dictionary<int, long> begun)
    {
        if (numbers.TryTake(out var number))
        {
            var stream = connection.Begin(_headers);
            connection.Send(stream, message(number).Span, ends: true);
            begun.Add(stream, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Throws if a call has failed. The trailers are literals, because the connection allows no table of headers.</summary>
    public static void CheckStatus(Frame frame)
    {
        var name = frame.Payload.IndexOf(StatusName);
        if (name < 0 || !frame.Payload[(name + StatusName.Length)..].StartsWith("\u00010"u8))
        {
            throw new InvalidOperationException(
                $"A call failed: {string.Concat(System.Text.Encoding.Latin1.GetString(frame.Payload).Where(c => !char.IsControl(c)))}");
        }
    }

    private sealed class Numbers(int next, int end)
    {
        private int _next = next - 1;

        public bool TryTake(out int number)
        {
            number = Interlocked.Increment(ref _next);

            return number < end;
        }
    }
}
