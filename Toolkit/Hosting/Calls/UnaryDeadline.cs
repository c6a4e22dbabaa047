using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Ends unary calls that run for too long, if their callers set no deadline. Only a call that has to wait gets a timer: one that the
/// service answers at once costs no memory, and a small part of a microsecond.
/// </summary>
internal sealed class UnaryDeadline(
    IOptions<CallLimitOptions> options, TimeProvider clock, ErrorDomain domain, ILogger<UnaryDeadline> logger)
{
    // How long a service has to notice that it is too late, before the caller is told without it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    private static CancellationTokenSource? _unused;

    private readonly TimeSpan? _longest = options.Value.Deadline;

    /// <summary>Calls the service. Throws DEADLINE_EXCEEDED if the call took too long.</summary>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> service, TRequest request, ServerCallContext context)
        where TRequest : class
        where TResponse : class =>
        _longest is { } longest && context.Deadline == DateTime.MaxValue
            ? LimitAsync(service, request, context, longest)
            : service(request, context);

    private Task<TResponse> LimitAsync<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> service, TRequest request, ServerCallContext context, TimeSpan longest)
        where TRequest : class
        where TResponse : class
    {
        var http = context.GetHttpContext();
        var work = new Work(http);
        Task<TResponse> call;
        try
        {
            call = service(request, context);
        }
        catch
        {
            work.End(http);
            throw;
        }

        if (!call.IsCompleted)
        {
            return WatchAsync(call, work, context, longest);
        }

        work.End(http);

        return call;
    }

    private async Task<T> WatchAsync<T>(Task<T> call, Work work, ServerCallContext context, TimeSpan longest)
    {
        var http = context.GetHttpContext();
        var isTold = false;
        if (!await EndsWithinAsync(call, longest))
        {
            HostingLog.TooLong(logger, context.Method, longest.TotalSeconds);
            await work.CancelAsync();
            isTold = !await EndsWithinAsync(call, Grace);
            if (isTold)
            {
                await LateAnswer.WriteAsync(http, domain, context.Method);

                // The request must not be used for another call while the service still has it.
                await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        work.End(http);

        return isTold || work.IsCancelled(call) ? throw CallErrors.DeadlineExceeded() : await call;
    }

    private async Task<bool> EndsWithinAsync(Task call, TimeSpan time)
    {
        await call.WaitAsync(time, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return call.IsCompleted;
    }

    /// <summary>What a service does for one call, which ends when the caller goes away, or when it is too late.</summary>
    private readonly struct Work
    {
        private readonly CancellationToken _caller;
        private readonly CancellationTokenSource _source;
        private readonly CancellationTokenRegistration _registration;

        public Work(HttpContext http)
        {
            _caller = http.RequestAborted;
            _source = _unused ?? new CancellationTokenSource();
            _unused = null;
            _registration = _caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
            http.RequestAborted = _source.Token;
        }

        public Task CancelAsync() => _source.CancelAsync();

        /// <summary>Whether it is this that the call failed of, and not that its caller went away.</summary>
        public bool IsCancelled(Task call) =>
            !call.IsCompletedSuccessfully && _source.IsCancellationRequested && !_caller.IsCancellationRequested;

        public void End(HttpContext http)
        {
            http.RequestAborted = _caller;
            _registration.Dispose();
            if (_source.TryReset())
            {
                _unused = _source;
            }
        }
    }
}
