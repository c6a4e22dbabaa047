using System.Text.Json;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Gateway.Errors;

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

    /// <summary>Returns the name of a code, such as NOT_FOUND.</summary>
    public static string NameOf(int code) => code >= 0 && code < Names.Length ? Names[code] : Names[(int)Code.Unknown];
}
