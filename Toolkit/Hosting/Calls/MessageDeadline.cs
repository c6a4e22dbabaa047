using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Ends calls whose one message does not come in time: <see cref="UnaryDeadline"/> begins with the service, which begins with the message.
/// Only a call that has to wait for its message gets a timer.
/// </summary>
internal sealed class MessageDeadline(
    IOptions<CallLimitOptions> options, TimeProvider clock, ErrorDomain domain, ILogger<MessageDeadline> logger)
{
    private const int Cancel = 8; // HTTP/2

    // A caller may set a deadline of years. The largest message takes as long at 7 KB a second.
    private static readonly TimeSpan LongestOfCallers = TimeSpan.FromMinutes(10);

    private readonly TimeSpan? _longest = options.Value.Deadline;
    private readonly TimeSpan _longestOfCallers = options.Value.Deadline > LongestOfCallers ? options.Value.Deadline.Value : LongestOfCallers;

    /// <summary>Returns what says whether the service has begun, or null if the call has no such limit.</summary>
    public HandledCall? Begin(HttpContext context, MethodType type)
    {
        if (type is not (MethodType.Unary or MethodType.ServerStreaming))
        {
            return null;
        }

        // gRPC for .NET ends a call at the deadline of its caller, also while its message comes.
        var longest = context.Request.Headers.ContainsKey("grpc-timeout") ? _longestOfCallers : _longest;
        if (longest is null)
        {
            return null;
        }

        // Kestrel's lowest rate ends a whole connection. Over HTTP/1.1 that is the call.
        if (context.Features.Get<IHttp2StreamIdFeature>() is not null)
        {
            context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
        }

        var handled = new HandledCall(longest.Value);
        context.Features.Set(handled);

        return handled;
    }

    /// <summary>Waits for a call, and answers it if the service has not begun in time.</summary>
    public async Task WatchAsync(Task call, HandledCall handled, HttpContext context, string method)
    {
        await call.WaitAsync(handled.Longest, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (call.IsCompleted || !handled.TryBegin())
        {
            return;
        }

        HostingLog.NotSent(logger, method, handled.Longest.TotalSeconds);
        await LateAnswer.WriteAsync(context, domain, method);
        if (context.Features.Get<IHttpResetFeature>() is { } http2)
        {
            http2.Reset(Cancel);
        }
        else
        {
            context.Abort();
        }
    }
}
