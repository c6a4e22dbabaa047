using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CodeFirst.Transcoding;

/// <summary>
/// Answers with errors in the form that the routes have (<see cref="TranscodingOptions.Errors"/>), for middleware and for endpoints that
/// are not routes. AddTranscoding registers it.
/// </summary>
public sealed class TranscodingErrors
{
    private readonly Failures _failures;
    private readonly FailureWriter _writer;

    internal TranscodingErrors(Failures failures, FailureWriter writer)
    {
        _failures = failures;
        _writer = writer;
    }

    /// <summary>Writes an error as the response, with <c>Retry-After</c> and <c>WWW-Authenticate</c> where they belong.</summary>
    /// <param name="context">The request; its response has not started.</param>
    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="status">The error. Details that have no form in JSON here, and debug information, must not be in it.</param>
    public void Write(HttpContext context, int httpStatus, Status status)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(status);
        _writer.Write(Reply.Of(context), new Failure(httpStatus, status));
    }

    /// <summary>
    /// Returns what a caller may know of a failed call to a service elsewhere, as the routes tell it. Logs a warning with the original
    /// status if the service, or the connection to it, failed.
    /// </summary>
    /// <param name="route">The route for the log, such as <c>GET /v1/orders</c>.</param>
    /// <param name="error">The error of the call.</param>
    public Status Explain(string route, RpcException error)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(error);

        return _failures.Of(error, route, method: null).Status;
    }
}
