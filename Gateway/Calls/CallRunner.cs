using CodeFirst.Contracts;
using CodeFirst.Gateway.Hosting;
using Grpc.Core;
using Microsoft.Extensions.Options;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Calls;

/// <summary>What every route needs to call the service.</summary>
internal sealed class CallRunner(
    IUserService users,
    IOptions<UpstreamOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<CallRunner> logger)
{
    private readonly TimeSpan _deadline = options.Value.Deadline;

    public IUserService Users { get; } = users;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    /// <summary>Gets how often a stream without events shows that it is alive.</summary>
    public TimeSpan Heartbeat { get; } = options.Value.Heartbeat;

    /// <summary>Gets what ends the streams when the gateway stops.</summary>
    public CancellationToken Stopping { get; } = lifetime.ApplicationStopping;

    /// <summary>Begins a call that must be answered in time, and ends when the caller goes.</summary>
    public CallContext Begin(HttpContext context) =>
        new(new CallOptions(ForwardedHeaders.Of(context), Clock.GetUtcNow().UtcDateTime + _deadline, context.RequestAborted));

    /// <summary>Begins a stream, which has no deadline.</summary>
    public static CallContext BeginStream(HttpContext context, CancellationToken cancellationToken) =>
        new(new CallOptions(ForwardedHeaders.Of(context), deadline: null, cancellationToken));
}
