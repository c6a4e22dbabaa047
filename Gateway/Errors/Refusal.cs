using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace CodeFirst.Gateway.Errors;

/// <summary>
/// Why the gateway itself refuses a request, in the form of the service's errors: a google.rpc.Status with ErrorInfo.
/// <see href="https://google.aip.dev/193"/>
/// </summary>
internal sealed class Refusal : Exception
{
    /// <summary>The domain of every ErrorInfo, the service's as the gateway's.</summary>
    public const string Domain = "userservice";

    private Refusal(int httpStatus, Code code, string reason, string message, Google.Protobuf.IMessage? detail = null)
        : base(message)
    {
        HttpStatus = httpStatus;
        Status = new Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Reason = reason, Domain = Domain }) },
        };
        if (detail is not null)
        {
            Status.Details.Add(Any.Pack(detail));
        }
    }

    public int HttpStatus { get; }

    public Status Status { get; }

    public static Refusal TooManyRequests(TimeSpan retryAfter) => new(
        StatusCodes.Status429TooManyRequests,
        Code.ResourceExhausted,
        "RATE_LIMITED",
        "Too many requests. Wait, and try again.",
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    public static Refusal NotAuthenticated() => new(
        StatusCodes.Status401Unauthorized,
        Code.Unauthenticated,
        "UNAUTHENTICATED",
        "The request needs a valid token in Authorization: Bearer.");

    public static Refusal NotAllowed() => new(
        StatusCodes.Status403Forbidden, Code.PermissionDenied, "PERMISSION_DENIED", "The caller may not use this service.");

    public static Refusal CannotAuthenticate() => new(
        StatusCodes.Status503ServiceUnavailable,
        Code.Unavailable,
        "ISSUER_UNAVAILABLE",
        "Callers cannot be authenticated at present. Try again.",
        new RetryInfo { RetryDelay = new Duration { Seconds = 1 } });

    public static Refusal NotReady() => new(
        StatusCodes.Status503ServiceUnavailable, Code.Unavailable, "NOT_READY", "The user service does not answer as it should.");

    /// <summary>Returns the error of an HTTP status that the web server or the routing has set.</summary>
    public static Refusal Of(int httpStatus, string method) => httpStatus switch
    {
        StatusCodes.Status404NotFound =>
            new(httpStatus, Code.NotFound, "ROUTE_NOT_FOUND", "No route matches this path. See /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed =>
            new(httpStatus, Code.Unimplemented, "METHOD_NOT_ALLOWED", $"{method} is not allowed here: see the header Allow."),
        StatusCodes.Status408RequestTimeout =>
            new(httpStatus, Code.DeadlineExceeded, "REQUEST_TOO_SLOW", "The request did not arrive in time."),
        StatusCodes.Status412PreconditionFailed =>
            new(httpStatus, Code.FailedPrecondition, "PRECONDITION_FAILED", "What the request expects to find has changed."),
        StatusCodes.Status413PayloadTooLarge =>
            new(httpStatus, Code.InvalidArgument, "BODY_TOO_LARGE", "The body is too large."),
        >= 400 and < 500 => new(httpStatus, Code.InvalidArgument, "BAD_REQUEST", "The request is not valid HTTP."),
        _ => new(httpStatus, Code.Internal, "INTERNAL", "The gateway failed. It has been logged."),
    };
}
