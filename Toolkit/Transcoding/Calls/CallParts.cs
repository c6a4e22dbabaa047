using CodeFirst.Transcoding.Errors;
using Microsoft.Extensions.Options;

namespace CodeFirst.Transcoding.Calls;

/// <summary>What every route needs to answer.</summary>
internal sealed class CallParts(
    IOptions<TranscodingOptions> options,
    HeaderRules headers,
    Failures failures,
    FailureWriter failureWriter,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<CallParts> logger)
{
    public TranscodingOptions Options { get; } = options.Value;

    public HeaderRules Headers { get; } = headers;

    public Failures Failures { get; } = failures;

    public FailureWriter FailureWriter { get; } = failureWriter;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    /// <summary>Gets what ends the streams when the program stops.</summary>
    public CancellationToken Stopping { get; } = lifetime.ApplicationStopping;

    /// <summary>Answers a request that is of no route with the error of an HTTP status.</summary>
    public void Refuse(HttpContext context, int httpStatus) =>
        FailureWriter.Write(Reply.Of(context), Failures.Of(RequestError.Of(httpStatus, context.Request.Method), method: null));
}
