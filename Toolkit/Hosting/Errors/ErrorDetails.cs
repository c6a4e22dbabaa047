using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using ErrorInfo = Google.Rpc.ErrorInfo;

namespace CodeFirst.Hosting.Errors;

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

    /// <summary>Returns where the status of a failed call stands, if it can still be changed; null for a call that is OK.</summary>
    public static IHeaderDictionary? Find(HttpResponse response)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : response.Headers;

        return destination is { IsReadOnly: false, GrpcStatus: [{ } status] } && status != "0" ? destination : null;
    }

    /// <summary>Replaces the status.</summary>
    public static void Write(IHeaderDictionary trailers, StatusCode code, string message)
    {
        trailers.GrpcStatus = ((int)code).ToString(CultureInfo.InvariantCulture);
        trailers.GrpcMessage = message.All(character => character is >= ' ' and <= '~' and not '%')
            ? message
            : Uri.EscapeDataString(message);
        trailers.Remove(Header);
    }

    /// <summary>Adds the details, if there are none.</summary>
    public static void Complete(IHeaderDictionary trailers, string domain)
    {
        if (!trailers.ContainsKey(Header))
        {
            trailers[Header] = Encode(trailers.GrpcStatus.ToString(), trailers.GrpcMessage.ToString(), domain);
        }
    }

    private static string Encode(string statusHeader, string messageHeader, string domain)
    {
        var code = int.Parse(statusHeader, CultureInfo.InvariantCulture);
        var status = new Google.Rpc.Status
        {
            Code = code,
            Message = Uri.UnescapeDataString(messageHeader), // gRPC encodes it with %
            Details = { Any.Pack(new ErrorInfo { Reason = Reasons[code], Domain = domain }) },
        };
        return Convert.ToBase64String(status.ToByteArray());
    }
}
