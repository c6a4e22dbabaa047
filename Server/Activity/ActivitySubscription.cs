using System.Threading.Channels;
using CodeFirst.Contracts;

namespace CodeFirst.Server.Activity;

/// <summary>The live events of one user, for one follower. Dispose it to stop following.</summary>
internal sealed class ActivitySubscription(Channel<ActivityEvent> events, Action<ActivitySubscription> leave) : IDisposable
{
    /// <summary>Gets the events; it completes when the user is deleted.</summary>
    public ChannelReader<ActivityEvent> Events => events.Reader;

    public void Push(ActivityEvent recorded) => events.Writer.TryWrite(recorded);

    public void End() => events.Writer.TryComplete();

    public void Dispose() => leave(this);
}
