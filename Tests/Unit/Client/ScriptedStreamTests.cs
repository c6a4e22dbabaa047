using CodeFirst.Client.Activity;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>Tests of a follower before a service whose streams, one after the other, do what a test says.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ScriptedStreamTests
{
    private protected ImpatientClock Clock { get; } = new();

    /// <summary>After which event each stream was opened.</summary>
    protected List<long> ResumedAfter { get; } = [];

    protected List<Func<IEnumerable<ActivityEvent>>> Streams { get; } = [];

    protected void Stream(long[] sequences, StatusCode end, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Streams.Add(() => sequences
                .Select(sequence => new ActivityEvent { Sequence = sequence })
                .Concat(new[] { 1 }.Select<int, ActivityEvent>(_ => throw Error(end))));
        }
    }

    protected RpcException Error(StatusCode code) => new(new Status(code, $"cut {ResumedAfter.Count}"));

    protected async Task<(List<long> Sequences, RpcException Error)> FollowAsync(
        long after = 0, CancellationToken cancellationToken = default)
    {
        var users = new ScriptedUserService { OnStreamUserActivity = Open };
        var sequences = new List<long>();
        var follow = async () =>
        {
            await foreach (var next in new ActivityFollower(users, Clock).FollowAsync("user-1", after, cancellationToken))
            {
                sequences.Add(next.Sequence);
            }
        };

        try
        {
            await follow();
        }
        catch (RpcException error)
        {
            return (sequences, error);
        }

        throw new AssertionException("A follower ends with an error.");
    }

    private IAsyncEnumerable<ActivityEvent> Open(StreamActivityRequest request, CallContext context)
    {
        (request.UserId, request.Follow).Should().Be(("user-1", true));
        context.CallOptions.Deadline.Should().BeNull("a stream has none");
        ResumedAfter.Add(request.AfterSequence);

        return Events(Streams[ResumedAfter.Count - 1]);
    }

    protected static async IAsyncEnumerable<ActivityEvent> Events(Func<IEnumerable<ActivityEvent>> script)
    {
        await Task.Yield();
        foreach (var next in script())
        {
            yield return next;
        }
    }
}
