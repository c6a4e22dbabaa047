using CodeFirst.Bench.Peers;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Bench.Reflective;

/// <summary>The same contract as protobuf-net.Grpc serves it by itself, with the model it makes at run time; from memory.</summary>
internal sealed class ReflectedUsers(int count) : IUserService
{
    private readonly Dictionary<string, User> _users = Enumerable.Range(0, count).Select(User).ToDictionary(user => user.Id);

    public ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default) =>
        ValueTask.FromResult(_users.TryGetValue(request.Id, out var user)
            ? user
            : throw new RpcException(new Status(StatusCode.NotFound, "No user has this id.")));

    public ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default) => throw NotMeasured();

    public ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default) => throw NotMeasured();

    public ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default) => throw NotMeasured();

    public ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default) => throw NotMeasured();

    public IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default) =>
        throw NotMeasured();

    public IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default) => throw NotMeasured();

    private static RpcException NotMeasured() => new(new Status(StatusCode.Unimplemented, "Only GetUser is compared with this peer."));

    private static User User(int i) => new()
    {
        Id = SampleData.UserId(i),
        Name = SampleData.Name(i),
        Email = SampleData.Email(i),
        Role = SampleData.Role(i),
        CreatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        UpdatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        ETag = "\"1\"",
    };
}
