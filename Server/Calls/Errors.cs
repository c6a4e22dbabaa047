using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Server.Calls;

/// <summary>
/// Every error that leaves this server: a google.rpc.Status with ErrorInfo, whose reason and metadata a program can read, and the
/// further details that fit. <see href="https://google.aip.dev/193"/>
/// </summary>
internal static class Errors
{
    public const string Domain = "userservice";

    private const string UserType = "userservice.User";

    public static RpcException UserNotFound(string id) => Create(
        Code.NotFound,
        $"No user has the id '{id}'.",
        Info("USER_NOT_FOUND", ("id", id)),
        new ResourceInfo { ResourceType = UserType, ResourceName = id, Description = "It does not exist, or was deleted." });

    // The address itself is not repeated: messages reach logs, and logs hold no e-mail address.
    public static RpcException EmailTaken() => Create(
        Code.AlreadyExists,
        "Another user has this e-mail address.",
        Info("EMAIL_TAKEN", ("field", "email")),
        new ResourceInfo { ResourceType = UserType, Description = "E-mail addresses are unique without regard to case." });

    public static RpcException StaleETag(string id) => Create(
        Code.Aborted,
        $"The user '{id}' has changed since the etag was read. Read the user again and decide anew.",
        Info("ETAG_MISMATCH", ("id", id)));

    public static RpcException InvalidFields(IEnumerable<BadRequest.Types.FieldViolation> violations)
    {
        var request = new BadRequest { FieldViolations = { violations } };
        var message = string.Join(' ', request.FieldViolations.Select(violation => $"{violation.Field}: {violation.Description}"));

        var fields = string.Join(',', request.FieldViolations.Select(violation => violation.Field));

        return Create(Code.InvalidArgument, message, Info("INVALID_FIELDS", ("fields", fields)), request);
    }

    public static RpcException InvalidField(string field, string description) =>
        InvalidFields([new BadRequest.Types.FieldViolation { Field = field, Description = description }]);

    // A disk that fails in the middle of a commit leaves open whether it happened.
    public static RpcException Unavailable() => Create(
        Code.Unavailable,
        "The store does not answer. Call again; with the same request_id or event_id a repeat is harmless.",
        Info("STORE_UNAVAILABLE"),
        RetryAfter(seconds: 1));

    public static RpcException Full() =>
        Create(Code.ResourceExhausted, "The disk of the store is full. Nothing was changed.", Info("STORE_FULL"));

    public static RpcException Stopping() => Create(
        Code.Unavailable, "The server is stopping. Call again; another instance answers.", Info("SERVER_STOPPING"), RetryAfter(seconds: 0));

    public static RpcException DeadlineExceeded() =>
        Create(Code.DeadlineExceeded, "The deadline of the call has passed.", Info("DEADLINE_EXCEEDED"));

    public static RpcException Cancelled() => Create(Code.Cancelled, "The caller cancelled the call.", Info("CANCELLED"));

    public static RpcException Internal() =>
        Create(Code.Internal, "The server failed. The cause is in its log.", Info("INTERNAL"));

    private static RpcException Create(Code code, string message, params ReadOnlySpan<Google.Protobuf.IMessage> details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        foreach (var detail in details)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status.ToRpcException();
    }

    private static ErrorInfo Info(string reason, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var info = new ErrorInfo { Reason = reason, Domain = Domain };
        foreach (var (key, value) in metadata)
        {
            info.Metadata.Add(key, value);
        }

        return info;
    }

    private static RetryInfo RetryAfter(int seconds) => new() { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) };
}
