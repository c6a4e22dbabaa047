using CodeFirst.Calling.Connections;
using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>Gives responses that break off the status that a caller can act on, where gRPC gives one that misleads.</summary>
internal static class CallStatus
{
    public static Status Corrected(Status status) => status switch
    {
        { StatusCode: StatusCode.Internal, DebugException: { } cause } when LostConnection.Is(cause) => LostConnection.Status(cause),
        { StatusCode: StatusCode.Cancelled } when EndsWithoutStatus(status.Detail) => new Status(
            StatusCode.Internal, "The response is incomplete: it has no gRPC status.", status.DebugException),
        { StatusCode: < StatusCode.OK or > StatusCode.Unauthenticated } => new Status(
            StatusCode.Unknown, $"The answer has the status {(int)status.StatusCode}, which gRPC does not know: {status.Detail}"),
        _ => status,
    };

    public static RpcException Corrected(RpcException failure) =>
        Corrected(failure.Status) is var status && status.StatusCode != failure.StatusCode
            ? new RpcException(status, failure.Trailers)
            : failure;

    public static async Task<T> CorrectedAsync<T>(Task<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (RpcException failure) when (Corrected(failure) is var corrected && corrected != failure)
        {
            throw corrected;
        }
    }

    // Known by their text alone. CANCELLED with any other is what it says.
    private static bool EndsWithoutStatus(string detail) =>
        detail.StartsWith("No grpc-status found", StringComparison.Ordinal)
        || detail.StartsWith("Unexpected grpc-status", StringComparison.Ordinal);
}
