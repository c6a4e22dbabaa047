using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Calls;

/// <summary>Limits what streams hold: how many a caller has open, and how long one waits for a caller that does not read.</summary>
internal sealed class StreamLimits(
    IOptions<CallLimitOptions> options, StoppingStreams all, TimeProvider clock, ILogger<StreamLimits> logger)
{
    private readonly OpenStreams? _open = options.Value.StreamsPerCaller is { } most ? new OpenStreams(most) : null;
    private readonly TimeSpan? _longestWrite = options.Value.WriteTimeout;

    /// <summary>Counts a stream of the caller until it is disposed of. Throws RESOURCE_EXHAUSTED if the caller has too many.</summary>
    public OpenStream Open(ServerCallContext context)
    {
        if (_open is null)
        {
            return new OpenStream(all);
        }

        var caller = Caller.Of(context.GetHttpContext());
        switch (_open.Add(caller))
        {
            case OpenStreams.Verdict.Counted:
                return new OpenStream(all, _open, caller);
            case OpenStreams.Verdict.RefusedFirst:
                HostingLog.TooManyStreams(logger, _open.Most);
                break;
        }

        throw CallErrors.TooManyStreams(_open.Most);
    }

    /// <summary>Returns a writer that resets the stream if a message waits for too long; null if one may wait for ever.</summary>
    public LimitedWriter<T>? Limit<T>(IServerStreamWriter<T> writer, ServerCallContext context) =>
        _longestWrite is { } longest ? new LimitedWriter<T>(writer, context, longest, clock, logger) : null;
}
