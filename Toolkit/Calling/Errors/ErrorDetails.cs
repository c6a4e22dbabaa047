using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Calling.Errors;

/// <summary>The google.rpc.Status of an error. What is missing or cannot be read is null: an error must not hide behind another.</summary>
internal static class ErrorDetails
{
    /// <summary>Returns the first detail of a kind.</summary>
    public static T? Find<T>(RpcException exception)
        where T : class, IMessage<T>, new()
    {
        if (exception.Trailers.GetRpcStatus(ignoreParseError: true) is { } status)
        {
            foreach (var detail in status.Details)
            {
                if (TryUnpack<T>(detail, out var unpacked))
                {
                    return unpacked;
                }
            }
        }

        return null;
    }

    public static TimeSpan? RetryDelay(RpcException exception)
    {
        try
        {
            return Find<RetryInfo>(exception)?.RetryDelay?.ToTimeSpan() is { } delay && delay >= TimeSpan.Zero ? delay : null;
        }
        catch (Exception outOfRange) when (outOfRange is InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static bool TryUnpack<T>(Any detail, out T? unpacked)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return detail.TryUnpack(out unpacked);
        }
        catch (InvalidProtocolBufferException)
        {
            unpacked = null;

            return false;
        }
    }
}
