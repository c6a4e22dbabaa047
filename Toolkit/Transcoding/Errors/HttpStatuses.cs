using System.Text.Json;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Transcoding.Errors;

/// <summary>What gRPC statuses are in HTTP: the table of google/rpc/code.proto.</summary>
internal static class HttpStatuses
{
    /// <summary>The caller went away before the answer.</summary>
    public const int ClientClosedRequest = 499;

    private static readonly string[] Names =
        [.. Enum.GetValues<Code>().Order().Select(code => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString()))];

    /// <summary>Gets the names of all codes, from OK on.</summary>
    public static IReadOnlyList<string> AllNames => Names;

    public static int Of(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.Cancelled => ClientClosedRequest,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Returns the gRPC status of an answer that is none of gRPC's, such as 401 of a middleware.</summary>
    public static StatusCode CodeOf(int httpStatus) => httpStatus switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status403Forbidden => StatusCode.PermissionDenied,
        StatusCodes.Status404NotFound => StatusCode.NotFound,
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
        StatusCodes.Status409Conflict => StatusCode.Aborted,
        StatusCodes.Status412PreconditionFailed => StatusCode.FailedPrecondition,
        StatusCodes.Status429TooManyRequests => StatusCode.ResourceExhausted,
        StatusCodes.Status501NotImplemented => StatusCode.Unimplemented,
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        >= 400 and < 500 => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };

    /// <summary>Returns the name of a code, such as NOT_FOUND.</summary>
    public static string NameOf(int code) => code >= 0 && code < Names.Length ? Names[code] : Names[(int)Code.Unknown];
}
