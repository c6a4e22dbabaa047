using CodeFirst.Hosting;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Server.Users;

/// <summary>The errors that say something of users. <see href="https://google.aip.dev/193"/></summary>
internal static class Errors
{
    private const string UserType = "userservice.User";

    public static RpcException UserNotFound(string id) => RpcErrors.Create(
        StatusCode.NotFound,
        "USER_NOT_FOUND",
        $"No user has the id '{id}'.",
        [new("id", id)],
        new ResourceInfo { ResourceType = UserType, ResourceName = id, Description = "It does not exist, or was deleted." });

    // The address itself is not repeated: messages reach logs, and logs hold no e-mail address.
    public static RpcException EmailTaken() => RpcErrors.Create(
        StatusCode.AlreadyExists,
        "EMAIL_TAKEN",
        "Another user has this e-mail address.",
        [new("field", "email")],
        new ResourceInfo { ResourceType = UserType, Description = "E-mail addresses are unique without regard to case." });

    public static RpcException StaleETag(string id) => RpcErrors.Create(
        StatusCode.Aborted,
        "ETAG_MISMATCH",
        $"The user '{id}' has changed since the etag was read. Read the user again and decide anew.",
        [new("id", id)]);
}
