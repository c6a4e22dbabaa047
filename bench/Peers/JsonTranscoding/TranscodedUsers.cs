using CodeFirst.Bench.Peers;
using CodeFirst.Proto;
using Grpc.Core;

namespace CodeFirst.Bench.JsonTranscoding;

/// <summary>Two methods of the contract, from memory, behind Microsoft's transcoder.</summary>
internal sealed class TranscodedUsers : UserService.UserServiceBase
{
    private readonly User[] _users;
    private readonly Dictionary<string, User> _byId;

    public TranscodedUsers(int count)
    {
        _users = [.. Enumerable.Range(0, count).Select(User)];
        _byId = _users.ToDictionary(user => user.Id);
    }

    public override Task<User> GetUser(GetUserRequest request, ServerCallContext context) =>
        Task.FromResult(_byId.TryGetValue(request.Id, out var user)
            ? user
            : throw new RpcException(new Status(StatusCode.NotFound, "No user has this id.")));

    public override Task<ListUsersResponse> ListUsers(ListUsersRequest request, ServerCallContext context)
    {
        var size = Math.Min(request.PageSize, _users.Length);

        return Task.FromResult(new ListUsersResponse
        {
            Users = { _users.Take(size) },
            NextPageToken = size < _users.Length ? _users[size - 1].Id : "",
            TotalCount = _users.Length,
        });
    }

    private static User User(int i) => new()
    {
        Id = SampleData.UserId(i),
        Name = SampleData.Name(i),
        Email = SampleData.Email(i),
        Role = SampleData.Role(i),
        CreatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        UpdatedAt = SampleData.Text(SampleData.CreatedAt(i)),
        Etag = "\"1\"",
    };
}
