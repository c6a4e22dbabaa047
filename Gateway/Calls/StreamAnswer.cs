using System.Buffers;
using System.IO.Pipelines;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Hosting;
using Grpc.Core;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Gateway.Calls;

/// <summary>
/// Sends a stream while it comes, no faster than the caller reads: what is not read there is not read from the service either. What
/// fails before the first row has its own HTTP status; what fails later is the last row.
/// </summary>
internal sealed class StreamAnswer<T>(HttpContext context, RowJson<T> rows, CallRunner calls)
{
    // Rows that come at once are sent together, up to here.
    private const int LargestBatch = 16 * 1024;

    // A stream that has nothing to tell yet may still fail, so its status waits a little.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly bool _asEvents = AcceptsEvents(context.Request.Headers.Accept);
    private readonly PipeWriter _output = context.Response.BodyWriter;
    private bool _isStarted;

    public async Task WriteAsync(IAsyncEnumerator<T> items, CancellationToken end)
    {
        try
        {
            while (await HasNextAsync(items, end))
            {
                Start();
                Write(items.Current);
                if (_output.UnflushedBytes > LargestBatch)
                {
                    await _output.FlushAsync(end);
                }
            }

            Start();
        }
        catch (Exception exception) when (exception is OperationCanceledException or RpcException
            && calls.Stopping.IsCancellationRequested
            && !context.RequestAborted.IsCancellationRequested)
        {
            End(Failure.Of(Refusal.Stopping()), isFinal: false);
        }
        catch (RpcException exception) when (_isStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var failure = Failure.Of(exception);
            calls.Logger.CallFailed(context, failure);
            End(failure, isFinal: true);
        }
    }

    private static bool AcceptsEvents(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var types)
        && types.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && type.Quality != 0);

    private async ValueTask<bool> HasNextAsync(IAsyncEnumerator<T> items, CancellationToken end)
    {
        var next = items.MoveNextAsync();
        if (next.IsCompleted)
        {
            return await next;
        }

        if (_output.UnflushedBytes > 0)
        {
            await _output.FlushAsync(end);
        }

        var waiting = next.AsTask();
        try
        {
            while (true)
            {
                try
                {
                    return await waiting.WaitAsync(_isStarted ? calls.Heartbeat : FirstWait, calls.Clock, end);
                }
                catch (TimeoutException) when (!waiting.IsCompleted)
                {
                    await BeatAsync(end);
                }
            }
        }
        finally
        {
            // The items are disposed of next, which is not allowed while one is awaited.
            await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BeatAsync(CancellationToken end)
    {
        Start();
        if (_asEvents)
        {
            _output.Write(": ping\n\n"u8);
        }

        await _output.FlushAsync(end);
    }

    private void Start()
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        context.Response.ContentType = _asEvents ? "text/event-stream" : "application/x-ndjson";
        if (_asEvents)
        {
            _output.Write("retry: 1000\n\n"u8);
        }
    }

    private void Write(T item)
    {
        if (_asEvents)
        {
            rows.WriteEvent(_output, item);
        }
        else
        {
            rows.WriteLine(_output, item);
        }
    }

    private void End(Failure failure, bool isFinal)
    {
        if (!_isStarted)
        {
            ErrorJson.Write(context.Response, failure);

            return;
        }

        // A browser comes back by itself, and goes on where it was: to another instance.
        if (isFinal || !_asEvents)
        {
            RowJson<T>.WriteError(_output, failure, _asEvents);
        }
    }
}
