using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using CodeFirst.Mcp.Protocol;

namespace CodeFirst.Mcp.Transports;

/// <summary>The protocol over two streams, a message on each line. Requests run side by side until they are answered or cancelled.</summary>
internal sealed class StdioTransport(ToolServer server, McpToolsOptions options, Stream input, Stream output) : IDisposable
{
    private readonly PipeWriter _output = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    /// <summary>Serves until the input ends. Requests that run then are cancelled: their client has gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = new List<Task>();
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true));
        var isCompleted = false;
        while (!isCompleted)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, read.IsCompleted, out var line))
            {
                Take(line, requests, end.Token);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (rest.Length > options.MaxRequestBytes)
            {
                throw new InvalidDataException(
                    $"A message is longer than {nameof(McpToolsOptions)}.{nameof(options.MaxRequestBytes)}, {options.MaxRequestBytes} bytes.");
            }

            isCompleted = read.IsCompleted;
            requests.RemoveAll(request => request.IsCompletedSuccessfully);
        }

        await end.CancelAsync();
        await Task.WhenAll(requests);
    }

    public void Dispose() => _writing.Dispose();

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isLast, out byte[] line)
    {
        var end = rest.PositionOf((byte)'\n');
        if (end is null && (!isLast || rest.IsEmpty))
        {
            line = [];

            return false;
        }

        line = rest.Slice(rest.Start, end ?? rest.End).ToArray();
        rest = end is null ? rest.Slice(rest.End) : rest.Slice(rest.GetPosition(1, end.Value));

        return true;
    }

    private void Take(byte[] line, List<Task> requests, CancellationToken end)
    {
        if (line.AsSpan().Trim(" \t\r"u8).IsEmpty)
        {
            return;
        }

        var message = RpcReader.Read(line);
        if (!message.IsNotification)
        {
            requests.Add(AnswerAsync(message, end));
        }
        else if (message.Method == "notifications/cancelled"
            && _running.TryGetValue(Encoding.UTF8.GetString(message.CancelledId.Span), out var request))
        {
            request.Cancel();
        }
    }

    private async Task AnswerAsync(RpcMessage message, CancellationToken end)
    {
        var id = Encoding.UTF8.GetString(message.Id.Span);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(end);
        _running[id] = cancellation;
        await Task.Yield(); // so that the next line is read meanwhile
        try
        {
            Func<int, ValueTask>? progress = message.ProgressToken.IsEmpty
                ? null
                : count => WriteAsync(output => RpcJson.WriteProgress(output, message.ProgressToken, count), cancellation.Token);
            var answer = await server.AnswerAsync(message, context: null, progress, cancellation.Token);
            await WriteAsync(output => RpcJson.WriteAnswer(output, message.Id, answer), cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A request that is cancelled has no answer.
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(id, cancellation));
        }
    }

    private async ValueTask WriteAsync(Action<IBufferWriter<byte>> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            write(_output);
            _output.Write("\n"u8);
            await _output.FlushAsync(CancellationToken.None); // half a line would break the next one
        }
        finally
        {
            _writing.Release();
        }
    }
}
