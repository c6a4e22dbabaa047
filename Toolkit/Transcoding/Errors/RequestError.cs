using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Transcoding.Errors;

/// <summary>Why a request is refused before its method is called. <see cref="Failure"/> makes it what callers read.</summary>
internal sealed class RequestError : Exception
{
    private readonly string _reason;
    private readonly StatusCode _code;
    private readonly IMessage? _detail;

    private RequestError(int httpStatus, StatusCode code, string reason, string message, IMessage? detail = null)
        : base(message)
    {
        HttpStatus = httpStatus;
        _code = code;
        _reason = reason;
        _detail = detail;
    }

    public int HttpStatus { get; }

    /// <summary>Gets the places of the violations in the body, each as line:byte; null if none is in the body.</summary>
    private string? Places { get; init; }

    public static RequestError InvalidFields(IReadOnlyList<JsonViolation> violations) => new(
        StatusCodes.Status400BadRequest,
        StatusCode.InvalidArgument,
        "INVALID_FIELDS",
        string.Join(' ', violations.Select(violation => $"{violation.Field}: {violation.Problem}")),
        new BadRequest
        {
            FieldViolations =
            {
                violations.Select(violation => new BadRequest.Types.FieldViolation
                {
                    Field = violation.Field,
                    Description = violation.Problem,
                }),
            },
        })
    {
        Places = violations.Any(violation => violation.Line > 0)
            ? string.Join(',', violations.Select(violation => violation.Line > 0 ? $"{violation.Line}:{violation.Byte}" : ""))
            : null,
    };

    public static RequestError InvalidField(string field, string description) =>
        InvalidFields([new JsonViolation(field, description, 0, 0)]);

    public static RequestError InvalidJson(string message) =>
        new(StatusCodes.Status400BadRequest, StatusCode.InvalidArgument, "INVALID_JSON", message);

    public static RequestError WrongMediaType(bool takesLines) => new(
        StatusCodes.Status415UnsupportedMediaType,
        StatusCode.InvalidArgument,
        "UNSUPPORTED_MEDIA_TYPE",
        takesLines
            ? "The body must be JSON in UTF-8: send Content-Type: application/x-ndjson for one message a line, or application/json for one."
            : "The body must be JSON in UTF-8: send Content-Type: application/json.");

    public static RequestError WrongCoding() => new(
        StatusCodes.Status415UnsupportedMediaType,
        StatusCode.InvalidArgument,
        "UNSUPPORTED_CONTENT_ENCODING",
        "The body may be compressed with gzip, and with nothing else: see the header Accept-Encoding.");

    public static RequestError BadCompression() =>
        new(StatusCodes.Status400BadRequest, StatusCode.InvalidArgument, "INVALID_CONTENT_ENCODING", "The body is not valid gzip.");

    public static RequestError TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, StatusCode.InvalidArgument, "BODY_TOO_LARGE", "The body is too large.");

    public static RequestError DeadlineExceeded() => new(
        StatusCodes.Status504GatewayTimeout,
        StatusCode.DeadlineExceeded,
        "DEADLINE_EXCEEDED",
        "The deadline was over when the request arrived.");

    public static RequestError NotInTime() => new(
        StatusCodes.Status504GatewayTimeout,
        StatusCode.DeadlineExceeded,
        "DEADLINE_EXCEEDED",
        "The deadline passed before the whole request had arrived.");

    /// <summary>Returns the error of a stream that ends because this process stops.</summary>
    public static RequestError Stopping() => new(
        StatusCodes.Status503ServiceUnavailable,
        StatusCode.Unavailable,
        "GATEWAY_STOPPING",
        "The gateway is stopping. Call again; another instance answers.",
        new RetryInfo { RetryDelay = new Duration() });

    /// <summary>Returns the error of an HTTP status that the web server has set.</summary>
    public static RequestError Of(int httpStatus, string method) => httpStatus switch
    {
        StatusCodes.Status404NotFound => new(httpStatus, StatusCode.NotFound, "ROUTE_NOT_FOUND", "No route matches this path."),
        StatusCodes.Status405MethodNotAllowed => new(
            httpStatus, StatusCode.Unimplemented, "METHOD_NOT_ALLOWED", $"{method} is not allowed here: see the header Allow."),
        StatusCodes.Status408RequestTimeout =>
            new(httpStatus, StatusCode.DeadlineExceeded, "REQUEST_TOO_SLOW", "The request did not arrive in time."),
        StatusCodes.Status413PayloadTooLarge => TooLarge(),
        StatusCodes.Status429TooManyRequests =>
            new(httpStatus, StatusCode.ResourceExhausted, "RATE_LIMITED", "Too many requests. Wait, and try again."),
        StatusCodes.Status401Unauthorized =>
            new(httpStatus, StatusCode.Unauthenticated, "UNAUTHENTICATED", "The request needs valid credentials."),
        StatusCodes.Status403Forbidden => new(httpStatus, StatusCode.PermissionDenied, "PERMISSION_DENIED", "The caller may not do this."),
        >= 400 and < 500 => new(httpStatus, HttpStatuses.CodeOf(httpStatus), "BAD_REQUEST", "The request is not valid HTTP."),
        _ => new(httpStatus, HttpStatuses.CodeOf(httpStatus), "INTERNAL", "The server failed. The cause is in its log."),
    };

    /// <summary>Returns the error with the line of a stream that it is in.</summary>
    public RequestError AtLine(long line) => new(HttpStatus, _code, _reason, $"Line {line}: {Message}", _detail) { Places = Places };

    /// <summary>Returns what callers read.</summary>
    public Google.Rpc.Status ToStatus(string domain)
    {
        var info = new ErrorInfo { Reason = _reason, Domain = domain };
        if (_detail is BadRequest bad)
        {
            info.Metadata["fields"] = string.Join(',', bad.FieldViolations.Select(violation => violation.Field).Distinct());
            if (Places is not null)
            {
                info.Metadata["places"] = Places;
            }
        }

        var status = new Google.Rpc.Status { Code = (int)_code, Message = Message, Details = { Any.Pack(info) } };
        if (_detail is not null)
        {
            status.Details.Add(Any.Pack(_detail));
        }

        return status;
    }
}
