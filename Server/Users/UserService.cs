using CodeFirst.Contracts;
using ProtoBuf.Grpc;
namespace CodeFirst.Server.Users;
public sealed class UserService : IUserService
{
    public ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default) => throw new NotImplementedException();
    public ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default) => throw new NotImplementedException();
    public ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default) => throw new NotImplementedException();
    public IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default) => throw new NotImplementedException();
    public ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default) => throw new NotImplementedException();
    public ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default) => throw new NotImplementedException();
    public IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default) => throw new NotImplementedException();
}
