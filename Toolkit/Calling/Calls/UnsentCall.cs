using CodeFirst.Calling.Connections;
using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>Tells calls that failed before anything of them was sent, which any caller may repeat.</summary>
internal static class UnsentCall
{
    public static bool Is(Status status) => status is { StatusCode: StatusCode.Unavailable, DebugException: NoConnectionException };

    public static RpcException TooLate(string lacked, Exception? cause) => new(new Status(
        StatusCode.DeadlineExceeded,
        $"The call was not sent before its deadline: there was no {lacked}"
        + (cause is null ? "." : $" ({cause.GetBaseException().Message})."),
        cause));
}
