using CodeFirst.Client;
using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Activity;

/// <summary>Streams events to a caller who need not know when the service restarts.</summary>
internal static class ActivityStreaming
{
    /// <summary>Opens the events of a user; who follows goes on, without a gap, when the service was away.</summary>
    public static async ValueTask<IAsyncEnumerable<ActivityEvent>> OpenAsync(
        IUserService users, StreamActivityRequest request, CallContext call)
    {
        // Following waits for a service that is away, and a stream has no deadline. This call has one, and tells now whether there is
        // anything to wait for.
        await users.GetUserAsync(new GetUserRequest { Id = request.UserId }, call);

        return request.Follow ? users.FollowActivityAsync(request, call) : users.StreamUserActivityAsync(request, call);
    }
}
