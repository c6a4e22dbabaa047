using CodeFirst.Client;
using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Activity;

/// <summary>Streams events to a caller who need not know when the service restarts.</summary>
internal static class ActivityStreaming
{
    /// <summary>Streams the events of a user; who follows goes on, without a gap, when the service is back.</summary>
    public static async IAsyncEnumerable<ActivityEvent> StreamAsync(IUserService users, StreamActivityRequest request, CallContext call)
    {
        // Following waits for a service that is away, and a stream has no deadline. This call has one, and tells now whether there is
        // anything to wait for.
        await users.GetUserAsync(new GetUserRequest { Id = request.UserId }, call);

        var events = request.Follow ? users.FollowActivityAsync(request, call) : users.StreamUserActivityAsync(request, call);
        await foreach (var next in events)
        {
            yield return next;
        }
    }
}
