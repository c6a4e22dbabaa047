using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CodeFirst.Gateway.Errors;

/// <summary>What a caller is told: an HTTP status and a google.rpc.Status.</summary>
internal sealed record Failure(int HttpStatus, Status Status)
{
    /// <summary>Gets how long to wait before another attempt, if the service says so or always comes back.</summary>
    public TimeSpan? RetryAfter => Status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();

    public static Failure Of(Refusal refusal) => new(refusal.HttpStatus, refusal.Status);

    public static Failure Of(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        if (status is null || status.Code != (int)exception.StatusCode)
        {
            // Without details it was not the service that answered: what it says is about connections and proxies, not for callers.
            status = Unexplained(exception.StatusCode);
        }

        return new Failure(HttpStatuses.Of(exception.StatusCode), status);
    }

    private static Status Unexplained(StatusCode code)
    {
        var status = new Status
        {
            Code = (int)code,
            Message = code switch
            {
                StatusCode.Unavailable => "The user service cannot be reached. Try again.",
                StatusCode.DeadlineExceeded => "The user service did not answer in time.",
                StatusCode.Cancelled => "The call was cancelled.",
                StatusCode.Unauthenticated => "The user service needs a valid token.",
                StatusCode.PermissionDenied => "The user service does not let this caller in.",
                StatusCode.Unimplemented => "The user service does not know this call.",
                StatusCode.ResourceExhausted => "The user service, or a limit of the gateway, refuses more.",
                _ => "The user service failed.",
            },
            Details = { Any.Pack(new ErrorInfo { Reason = HttpStatuses.NameOf((int)code), Domain = Refusal.Domain }) },
        };
        if (code == StatusCode.Unavailable)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = new Duration { Seconds = 1 } }));
        }

        return status;
    }
}
