using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>A unary call, sent as often as it takes and may be.</summary>
internal sealed class UnaryAttempts<TResponse>(Func<CallOptions, AsyncUnaryCall<TResponse>> send, Attempts attempts, IDisposable? link)
    where TResponse : class
{
    private volatile AsyncUnaryCall<TResponse>? _call;
    private Task<TResponse>? _response;

    /// <summary>Starts the first attempt. What is returned stands for all of them.</summary>
    public AsyncUnaryCall<TResponse> Start()
    {
        _response = RunAsync();

        return new AsyncUnaryCall<TResponse>(
            _response,
            static state => ((UnaryAttempts<TResponse>)state).HeadersAsync(),
            static state => CallStatus.Corrected(((UnaryAttempts<TResponse>)state).Call.GetStatus()),
            static state => ((UnaryAttempts<TResponse>)state).Call.GetTrailers(),
            static state => ((UnaryAttempts<TResponse>)state).Dispose(),
            this);
    }

    private AsyncUnaryCall<TResponse> Call => _call ?? throw new InvalidOperationException("The call was not started.");

    private async Task<TResponse> RunAsync()
    {
        try
        {
            while (true)
            {
                var call = _call = send(attempts.Options());
                if (attempts.IsDisposed)
                {
                    call.Dispose();
                }

                RpcException failure;
                try
                {
                    var response = await call.ResponseAsync.ConfigureAwait(false);
                    attempts.Succeeded();

                    return response;
                }
                catch (RpcException exception)
                {
                    failure = CallStatus.Corrected(exception);
                }

                await attempts.WaitAsync(failure).ConfigureAwait(false);
                call.Dispose();
            }
        }
        finally
        {
            link?.Dispose();
        }
    }

    private async Task<Metadata> HeadersAsync()
    {
        await ((Task)_response!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return await Call.ResponseHeadersAsync.ConfigureAwait(false);
    }

    private void Dispose()
    {
        attempts.Dispose();
        _call?.Dispose();
    }
}
