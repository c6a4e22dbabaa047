using CodeFirst.Hosting.Errors;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Ends unary calls whose message does not come in time, if their callers set no deadline: <see cref="UnaryDeadline"/> begins with the
/// service, which begins with the message. Only a call that has to wait for its message gets a timer.
/// </summary>
internal sealed class MessageDeadline(
    IOptions<CallLimitOptions> options, TimeProvider clock, ErrorDomain domain, ILogger<MessageDeadline> logger)
{
    private const int Cancel = 8; // HTTP/2

    private readonly TimeSpan? _longest = options.Value.Deadline;

    /// <summary>Returns what says whether the service has begun, or null if the call has no such limit.</summary>
    public HandledCall? Begin(HttpContext context)
    {
        if (_longest is null || context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type != MethodType.Unary
            || context.Request.Headers.ContainsKey("grpc-timeout"))
        {
            return null;
        }

        // Kestrel's lowest rate ends the connection, with every other call on it, and 240 bytes a second are enough for it.
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
        var handled = new HandledCall();
        context.Features.Set(handled);

        return handled;
    }

    /// <summary>Waits for a call, and answers it if the service has not begun in time.</summary>
    public async Task WatchAsync(Task call, HandledCall handled, HttpContext context)
    {
        await call.WaitAsync(_longest!.Value, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (call.IsCompleted || !handled.TryBegin())
        {
            return;
        }

        var method = context.GetEndpoint()!.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.FullName;
        HostingLog.NotSent(logger, method, _longest.Value.TotalSeconds);
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
