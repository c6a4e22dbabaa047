using CodeFirst.Client;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>Tests of a recorder that calls a service in memory, each its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class RecorderTests
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private protected RecordingService Service { get; } = new();

    private protected ImpatientClock Clock { get; } = new();

    private protected static RecordActivityRequest Event(string id) => new() { UserId = "user-1", EventType = "login", EventId = id };

    private protected ActivityRecorder Recorder(int maxUnanswered = 256) => new(Service.Users, Options(maxUnanswered: maxUnanswered));

    private protected ActivityRecorderOptions Options(TimeProvider? clock = null, int maxUnanswered = 256) => new()
    {
        MaxUnanswered = maxUnanswered,
        IdleTimeout = Timeout.InfiniteTimeSpan,
        DisposeTimeout = clock is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5),
        TimeProvider = clock ?? Clock,
    };
}
