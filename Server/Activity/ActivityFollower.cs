using System.Runtime.CompilerServices;
using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;

namespace CodeFirst.Server.Activity;

/// <summary>Streams the events of a user: those stored, then, for a follower, those to come; each once and in order.</summary>
internal sealed class ActivityFollower(IActivityStore events, ActivityFeed feed)
{
    private const int EventsPerRead = 500;

    public async IAsyncEnumerable<ActivityEvent> ReplayAsync(
        string userId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ActivityEvent> stored;
        do
        {
            stored = await events.ReadAsync(userId, afterSequence, EventsPerRead, cancellationToken) ?? throw Errors.UserNotFound(userId);
            foreach (var recorded in stored)
            {
                yield return recorded;
                afterSequence = recorded.Sequence;
            }
        }
        while (stored.Count == EventsPerRead);
    }

    public async IAsyncEnumerable<ActivityEvent> FollowAsync(
        string userId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before the first read, so that no event falls between what is stored and what is live.
        using var subscription = feed.Follow(userId);
        while (true)
        {
            await foreach (var recorded in ReplayAsync(userId, afterSequence, cancellationToken))
            {
                yield return recorded;
                afterSequence = recorded.Sequence;
            }

            var isGap = false;
            while (!isGap)
            {
                if (!await subscription.Events.WaitToReadAsync(cancellationToken))
                {
                    throw Errors.UserNotFound(userId);
                }

                while (!isGap && subscription.Events.TryRead(out var recorded))
                {
                    isGap = recorded.Sequence > afterSequence + 1;
                    if (recorded.Sequence == afterSequence + 1)
                    {
                        yield return recorded;
                        afterSequence = recorded.Sequence;
                    }
                }
            }
        }
    }
}
