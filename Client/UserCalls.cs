using CodeFirst.Calling;
using CodeFirst.Contracts;

namespace CodeFirst.Client;

/// <summary>
/// What a client of users does that no attribute can say, since it depends on the request.
/// </summary>
internal static class UserCalls
{
    public static void Configure(CodeFirstClientOptions options)
    {
        options.ClientFactory = UserServiceClientFactory.Instance;

        // The service creates one user for one id, however often it is asked.
        options.Complete<CreateUserRequest>(Identify);
        options.RepeatWhen<CreateUserRequest>(request => request.RequestId.Length > 0);

        // Without an etag a repeat would undo what others have changed in between.
        options.RepeatWhen<UpdateUserRequest>(request => request.ETag.Length > 0);

        // Not DeleteUser: the user would be gone all the same, but the repeat is answered with NOT_FOUND, as if there had been none.
    }

    /// <summary>Makes a request repeatable that lacks only an id for it. The caller's own stays as it is.</summary>
    public static CreateUserRequest Identify(CreateUserRequest request) =>
        request.RequestId.Length > 0 ? request : request with { RequestId = Guid.CreateVersion7().ToString() };
}
