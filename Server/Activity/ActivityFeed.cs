using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using CodeFirst.Contracts;

namespace CodeFirst.Server.Activity;

/// <summary>
/// Hands events that were just stored to the followers of their user. The store is the truth and this is the wake-up: a follower
/// that is too slow loses its oldest events here, sees the gap in the sequence, and reads the store.
/// </summary>
internal sealed class ActivityFeed
{
    private const int EventsPerFollower = 128;

    private readonly ConcurrentDictionary<string, ImmutableArray<ActivitySubscription>> _followers = new();

    /// <summary>Tells whether anyone follows the user now.</summary>
    public bool HasFollowers(string userId) => _followers.ContainsKey(userId);

    /// <summary>Gets the users that are followed now.</summary>
    public IReadOnlyCollection<string> FollowedUsers => (IReadOnlyCollection<string>)_followers.Keys;

    public ActivitySubscription Follow(string userId)
    {
        var events = Channel.CreateBounded<ActivityEvent>(
            new BoundedChannelOptions(EventsPerFollower) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var subscription = new ActivitySubscription(events, left => Leave(userId, left));
        _followers.AddOrUpdate(userId, [subscription], (_, others) => others.Add(subscription));

        return subscription;
    }

    public void Publish(ActivityEvent recorded)
    {
        if (_followers.TryGetValue(recorded.UserId, out var followers))
        {
            foreach (var follower in followers)
            {
                follower.Push(recorded);
            }
        }
    }

    /// <summary>Ends the followers of a user that was deleted.</summary>
    public void End(string userId)
    {
        if (_followers.TryGetValue(userId, out var followers))
        {
            foreach (var follower in followers)
            {
                follower.End();
            }
        }
    }

    private void Leave(string userId, ActivitySubscription subscription)
    {
        while (_followers.TryGetValue(userId, out var followers))
        {
            var others = followers.Remove(subscription);
            var isDone = others.IsEmpty
                ? _followers.TryRemove(KeyValuePair.Create(userId, followers))
                : _followers.TryUpdate(userId, others, followers);
            if (isDone)
            {
                return;
            }
        }
    }
}
