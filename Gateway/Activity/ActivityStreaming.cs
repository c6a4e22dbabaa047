using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Users;
using Grpc.Core;

namespace CodeFirst.Gateway.Activity;

/// <summary>Streams events to callers, who don't notice when the service restarts.</summary>
internal static class ActivityStreaming
{
    /// <summary>Sends the events of a user. A follower's stream resumes without a gap when the service was away.</summary>
    public static async Task SendAsync(
        IUserService users, StreamActivityRequest request, CallOptions call, MessageOutput<ActivityEvent> output)
    {
        // Following waits for a service that is away, and a stream has no deadline. This call has one, and tells now whether there is
        // anything to wait for.
        await users.GetUserAsync(new GetUserRequest { Id = request.UserId }, call);
        output.Accept();

        var events = request.Follow ? users.FollowActivityAsync(request, call) : users.StreamUserActivityAsync(request, call);
        await foreach (var next in events)
        {
            await output.WriteAsync(next, call.CancellationToken);
        }
    }
}
