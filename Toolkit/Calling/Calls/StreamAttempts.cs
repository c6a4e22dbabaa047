using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>A stream of responses, asked for again until its first message.</summary>
internal sealed class StreamAttempts<TResponse> : IAsyncStreamReader<TResponse>
    where TResponse : class
{
    private readonly Func<CallOptions, AsyncServerStreamingCall<TResponse>> _send;
    private readonly Attempts _attempts;
    private readonly IDisposable? _link;
    private readonly Lock _lock = new();
    private Task _sendingAgain = Task.CompletedTask;
    private volatile AsyncServerStreamingCall<TResponse> _call;
    private bool _hasBegun;

    /// <summary>Starts the first attempt.</summary>
    public StreamAttempts(Func<CallOptions, AsyncServerStreamingCall<TResponse>> send, Attempts attempts, IDisposable? link)
    {
        _send = send;
        _attempts = attempts;
        _link = link;
        _call = send(attempts.Options());
    }

    public TResponse Current => _call.ResponseStream.Current;

    /// <summary>Returns a call that stands for all attempts.</summary>
    public AsyncServerStreamingCall<TResponse> ToCall() => new(
        this,
        static state => ((StreamAttempts<TResponse>)state).HeadersAsync(),
        static state => CallStatus.Corrected(((StreamAttempts<TResponse>)state)._call.GetStatus()),
        static state => ((StreamAttempts<TResponse>)state)._call.GetTrailers(),
        static state => ((StreamAttempts<TResponse>)state).Dispose(),
        this);

    public Task<bool> MoveNext(CancellationToken cancellationToken) => _hasBegun
        ? CallStatus.CorrectedAsync(_call.ResponseStream.MoveNext(cancellationToken))
        : BeginAsync(cancellationToken);

    private async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var call = _call;
            RpcException failure;
            try
            {
                var hasMessage = await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false);
                _hasBegun = true;
                _attempts.Succeeded();

                return hasMessage;
            }
            catch (RpcException exception)
            {
                failure = CallStatus.Corrected(exception);
            }

            await SendAgainAsync(call, failure).ConfigureAwait(false);
        }
    }

    private async Task<Metadata> HeadersAsync()
    {
        while (true)
        {
            var call = _call;
            RpcException failure;
            try
            {
                return await call.ResponseHeadersAsync.ConfigureAwait(false);
            }
            catch (RpcException exception)
            {
                failure = CallStatus.Corrected(exception);
            }

            await SendAgainAsync(call, failure).ConfigureAwait(false);
        }
    }

    // The headers and the first message may be awaited at once, and both fail: the first to notice sends again.
    private Task SendAgainAsync(AsyncServerStreamingCall<TResponse> failed, RpcException failure)
    {
        lock (_lock)
        {
            if (_call != failed)
            {
                return Task.CompletedTask;
            }

            return _sendingAgain.IsCompleted ? _sendingAgain = SendAgainOnceAsync(failed, failure) : _sendingAgain;
        }
    }

    private async Task SendAgainOnceAsync(AsyncServerStreamingCall<TResponse> failed, RpcException failure)
    {
        await _attempts.WaitAsync(failure).ConfigureAwait(false);
        failed.Dispose();
        var call = _call = _send(_attempts.Options());
        if (_attempts.IsDisposed)
        {
            call.Dispose();
        }
    }

    private void Dispose()
    {
        _attempts.Dispose();
        _call.Dispose();
        _link?.Dispose();
    }
}
