using System.ServiceModel;
using CodeFirst.Annotations;
using ProtoBuf.Grpc;

namespace CodeFirst.Contracts;

/// <summary>Reads and changes users, and records and streams what they do.</summary>
[Tool]
[ServiceContract(Name = "userservice.UserService")]
public interface IUserService
{
    /// <summary>Returns one user. NOT_FOUND if no user has the id.</summary>
    [NoSideEffects]
    [Http("GET /v1/users/{id}")]
    [OperationContract(Name = "GetUser")]
    ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default);

    /// <summary>
    /// Returns one page of users, ordered by id. INVALID_ARGUMENT if the filter is invalid, or if the page token does not come from
    /// this method with the same filter.
    /// </summary>
    [NoSideEffects]
    [Http("GET /v1/users")]
    [OperationContract(Name = "ListUsers")]
    ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default);

    /// <summary>
    /// Creates a user. When the response arrives, the user is on disk. INVALID_ARGUMENT lists every invalid field. ALREADY_EXISTS if
    /// another user has the e-mail address.
    /// </summary>
    [Tool(Destructive = false)]
    [Http("POST /v1/users", Status = 201, Location = "/v1/users/{id}")]
    [OperationContract(Name = "CreateUser")]
    ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default);

    /// <summary>
    /// Streams the events of one user, oldest first. With follow, the stream continues with new events as they are recorded.
    /// NOT_FOUND if no user has the id. UNAVAILABLE when the server stops: call again with after_sequence.
    /// </summary>
    [NoSideEffects]
    [Http("GET /v1/users/{user_id}/activity")]
    [Resumable("sequence", "after_sequence")]
    [OperationContract(Name = "StreamUserActivity")]
    IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default);

    /// <summary>
    /// Changes the fields that are present. NOT_FOUND if no user has the id. ABORTED if the request has an etag that is not the
    /// current one. ALREADY_EXISTS if another user has the e-mail address.
    /// </summary>
    [Http("PATCH /v1/users/{id}")]
    [OperationContract(Name = "UpdateUser")]
    ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default);

    /// <summary>
    /// Deletes a user and the user's activity. NOT_FOUND if no user has the id. ABORTED if the request has an etag that is not the
    /// current one.
    /// </summary>
    [Http("DELETE /v1/users/{id}", Status = 204)]
    [OperationContract(Name = "DeleteUser")]
    ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default);

    /// <summary>
    /// Records events. Each event gets one response, in order, after it is on disk. The first event that cannot be recorded ends the
    /// stream (NOT_FOUND for an unknown user). Events that got a response stay recorded.
    /// </summary>
    [Tool(Destructive = false)]
    [Http("POST /v1/users/{user_id}/activity")]
    [OperationContract(Name = "RecordActivity")]
    IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default);
}
