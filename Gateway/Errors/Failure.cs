using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CodeFirst.Gateway.Errors;

/// <summary>What a caller is told: an HTTP status and a google.rpc.Status.</summary>
internal sealed record Failure(int HttpStatus, Status Status)
{
    /// <summary>
    /// Gets what an operator has to know and callers are not told: the status as it came, if the service or the way to it failed. Null
    /// if the request is to blame.
    /// </summary>
    public string? Cause { get; private init; }

    /// <summary>Gets how long to wait before another attempt, if the service says so or always comes back.</summary>
    public TimeSpan? RetryAfter => Status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();

    public static Failure Of(Refusal refusal) => new(refusal.HttpStatus, refusal.Status);

    public static Failure Of(RpcException exception)
    {
        // Without details it was not the service that answered: what it says is about connections and proxies, not for callers.
        var sent = exception.Trailers.GetRpcStatus(ignoreParseError: true);
        var explained = sent?.Code == (int)exception.StatusCode ? ForCallers(sent) : null;
        var status = explained ?? Unexplained(exception.StatusCode);
        var httpStatus = HttpStatuses.Of(exception.StatusCode);

        return new Failure(httpStatus, status)
        {
            Cause = explained is null || httpStatus >= StatusCodes.Status500InternalServerError
                ? $"{HttpStatuses.NameOf(status.Code)}: {exception.Status.Detail}"
                : null,
        };
    }

    private static Status ForCallers(Status status)
    {
        foreach (var detail in status.Details.Where(detail => !IsForCallers(detail)).ToList())
        {
            status.Details.Remove(detail);
        }

        return status;
    }

    // What is inside the service is no business of callers; what is not known here, or cannot be read, has no JSON.
    private static bool IsForCallers(Any detail)
    {
        var type = ErrorJson.Known.Find(Any.GetTypeName(detail.TypeUrl));
        if (type is null || type == DebugInfo.Descriptor)
        {
            return false;
        }

        try
        {
            type.Parser.ParseFrom(detail.Value);

            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
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
