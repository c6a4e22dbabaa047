using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http.Features;
using ErrorInfo = Google.Rpc.ErrorInfo;

namespace CodeFirst.Server.Calls;

/// <summary>Adds google.rpc.Status with an ErrorInfo to an error that has none: those that the framework makes.</summary>
internal static class ErrorDetails
{
    private const string Header = "grpc-status-details-bin";

    // By status code.
    private static readonly string[] Reasons =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    /// <summary>Completes the answer if it is an error; an OK answer, and one that is already sent, stay as they are.</summary>
    public static void Complete(HttpResponse response)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : response.Headers;
        if (destination is null || destination.GrpcStatus is not [{ } status] || status == "0")
        {
            return;
        }

        if (!destination.IsReadOnly && !destination.ContainsKey(Header))
        {
            destination[Header] = Encode(status, destination.GrpcMessage.ToString());
        }
    }

    private static string Encode(string statusHeader, string messageHeader)
    {
        var code = int.Parse(statusHeader, CultureInfo.InvariantCulture);
        var status = new Google.Rpc.Status
        {
            Code = code,
            Message = Uri.UnescapeDataString(messageHeader), // gRPC encodes it with %
            Details = { Any.Pack(new ErrorInfo { Reason = Reasons[code], Domain = Errors.Domain }) },
        };
        return Convert.ToBase64String(status.ToByteArray());
    }
}
