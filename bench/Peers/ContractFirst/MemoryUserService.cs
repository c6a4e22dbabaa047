using CodeFirst.Proto;
using Grpc.Core;

namespace CodeFirst.Bench.ContractFirst;

/// <summary>The contract on the classes that Grpc.Tools generates, from memory: what our server is compared with.</summary>
internal sealed class MemoryUserService(MemoryUsers users) : UserService.UserServiceBase
{
    public override Task<User> GetUser(GetUserRequest request, ServerCallContext context) =>
        Task.FromResult(users.Find(request.Id) ?? throw new RpcException(new Status(StatusCode.NotFound, "No user has this id.")));

    public override Task<ListUsersResponse> ListUsers(ListUsersRequest request, ServerCallContext context)
    {
        var first = users.IndexAfter(request.PageToken);
        var end = Math.Min(first + (request.PageSize == 0 ? 50 : request.PageSize), users.All.Length);
        var response = new ListUsersResponse { TotalCount = users.All.Length };
        for (var i = first; i < end; i++)
        {
            response.Users.Add(users.All[i]);
        }

        response.NextPageToken = end < users.All.Length ? users.All[end - 1].Id : "";

        return Task.FromResult(response);
    }

    // Answers, and keeps nothing.
    public override Task<User> CreateUser(CreateUserRequest request, ServerCallContext context) => Task.FromResult(new User
    {
        Id = users.All[0].Id,
        Name = request.Name,
        Email = request.Email,
        Role = request.Role,
        CreatedAt = users.All[0].CreatedAt,
        UpdatedAt = users.All[0].UpdatedAt,
        Etag = users.All[0].Etag,
    });

    public override async Task StreamUserActivity(
        StreamActivityRequest request, IServerStreamWriter<ActivityEvent> responseStream, ServerCallContext context)
    {
        foreach (var recorded in users.Events)
        {
            await responseStream.WriteAsync(recorded, context.CancellationToken);
        }
    }

    public override async Task RecordActivity(
        IAsyncStreamReader<RecordActivityRequest> requestStream,
        IServerStreamWriter<RecordActivityResponse> responseStream,
        ServerCallContext context)
    {
        var sequence = 0L;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = new RecordActivityResponse { UserId = request.UserId, EventId = users.All[0].Id, Sequence = ++sequence };
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }
}
