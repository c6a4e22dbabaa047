using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>A service that does what the test says, and nothing else.</summary>
internal sealed class ScriptedUserService : IUserService
{
    public Func<ListUsersRequest, CallContext, ListUsersResponse>? OnListUsers { get; init; }

    public Func<StreamActivityRequest, CallContext, IAsyncEnumerable<ActivityEvent>>? OnStreamUserActivity { get; init; }

    public Func<IAsyncEnumerable<RecordActivityRequest>, CallContext, IAsyncEnumerable<RecordActivityResponse>>? OnRecordActivity
    {
        get;
        init;
    }

    public ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default) =>
        new(OnListUsers!(request, context));

    public IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default) =>
        OnStreamUserActivity!(request, context);

    public IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default) => OnRecordActivity!(requests, context);

    public ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default) => throw new NotSupportedException();

    public ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default) => throw new NotSupportedException();

    public ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default) => throw new NotSupportedException();

    public ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default) =>
        throw new NotSupportedException();
}
