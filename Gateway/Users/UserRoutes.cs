using CodeFirst.Contracts;
using CodeFirst.Gateway.Activity;
using CodeFirst.Gateway.Calls;

namespace CodeFirst.Gateway.Users;

/// <summary>
/// The routes of version 1. Each is bound to its rpc, and described in the OpenAPI document, by this line alone; a message that is new
/// is also listed in <see cref="Json.MessagesJson"/>.
/// </summary>
internal static class UserRoutes
{
    public static IReadOnlyList<RpcRoute> All { get; } =
    [
        new UnaryRoute<ListUsersRequest, ListUsersResponse>(
            "GET", "/v1/users", "ListUsers", (users, request, call) => users.ListUsersAsync(request, call)),
        new UnaryRoute<CreateUserRequest, User>(
            "POST", "/v1/users", "CreateUser", (users, request, call) => users.CreateUserAsync(request, call))
        {
            Status = StatusCodes.Status201Created,
            Location = "/v1/users/{id}",
        },
        new UnaryRoute<GetUserRequest, User>(
            "GET", "/v1/users/{id}", "GetUser", (users, request, call) => users.GetUserAsync(request, call)),
        new UnaryRoute<UpdateUserRequest, User>(
            "PATCH", "/v1/users/{id}", "UpdateUser", (users, request, call) => users.UpdateUserAsync(request, call)),
        new UnaryRoute<DeleteUserRequest, DeleteUserResponse>(
            "DELETE", "/v1/users/{id}", "DeleteUser", (users, request, call) => users.DeleteUserAsync(request, call))
        {
            Status = StatusCodes.Status204NoContent,
        },
        new StreamRoute<StreamActivityRequest, ActivityEvent>(
            "GET", "/v1/users/{user_id}/activity", "StreamUserActivity", ActivityStreaming.OpenAsync)
        {
            EventId = "sequence",
            ResumeAfter = "after_sequence",
        },
        new UnaryRoute<RecordActivityRequest, RecordActivityResponse>(
            "POST", "/v1/users/{user_id}/activity", "RecordActivity", ActivityRecording.RecordOneAsync)
        {
            Note = "Over HTTP: one event for each request.",
        },
    ];
}
