using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>Following and recording while the front end fails in every way it knows: no event is lost, none comes twice.</summary>
public sealed class CutStreamTests : CloudRunTests
{
    private const int Cuts = 2;
    private const int EventsPerCut = 20;

    private static IEnumerable<TestCaseData<Func<FakeCloudRun, Task>>> Failures()
    {
        yield return Case("connections dropped", frontEnd => frontEnd.DropConnections());
        yield return new TestCaseData<Func<FakeCloudRun, Task>>(RestartAsync).SetArgDisplayNames("front end restarted");
        foreach (var fault in new[]
        {
            FrontEndFault.TooManyRequests, FrontEndFault.ServiceUnavailable, FrontEndFault.GatewayTimeout, FrontEndFault.WebPage,
            FrontEndFault.Drop,
        })
        {
            yield return Case($"then {fault}", frontEnd => FailThenDrop(frontEnd, fault));
        }

        // NO_ERROR, PROTOCOL_ERROR, INTERNAL_ERROR, REFUSED_STREAM, CANCEL, ENHANCE_YOUR_CALM
        foreach (var code in new[] { 0, 1, 2, 7, 8, 11 })
        {
            yield return Case($"then reset {code}", frontEnd =>
            {
                frontEnd.ResetCode = code;
                FailThenDrop(frontEnd, FrontEndFault.Reset);
            });
        }
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_follower_gets_every_event_once(Func<FakeCloudRun, Task> fail)
    {
        var user = await CreateUserAsync();
        await using var follower = Connect().FollowActivityAsync(user.Id).GetAsyncEnumerator();
        await NextAsync(follower);

        for (var cut = 0; cut < Cuts; cut++)
        {
            await fail(FrontEnd);
            await RecordAsync([.. Enumerable.Repeat(Event(user.Id), EventsPerCut)]);
            for (var i = 0; i < EventsPerCut; i++)
            {
                (await NextAsync(follower)).Sequence.Should().Be(2 + (cut * EventsPerCut) + i);
            }
        }

        FrontEnd.RequestsOf("StreamUserActivity").Should().BeGreaterThan(Cuts);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_recorder_stores_every_event_once_and_in_order(Func<FakeCloudRun, Task> fail)
    {
        var user = await CreateUserAsync();
        await using var recorder = new ActivityRecorder(Connect(), new ActivityRecorderOptions { MaxUnanswered = 16 });
        await recorder.RecordAsync(Event(user.Id)).WaitAsync(Soon);

        var calls = new List<Task<RecordActivityResponse>>();
        for (var cut = 0; cut < Cuts; cut++)
        {
            calls.AddRange(Enumerable.Range(0, EventsPerCut).Select(_ => recorder.RecordAsync(Event(user.Id))));
            await fail(FrontEnd);
            await Task.WhenAll(calls).WaitAsync(Soon);
        }

        var answers = await Task.WhenAll(calls);
        answers.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(3, calls.Count).Select(i => (long)i));
        (await ReadActivityAsync(user.Id, afterSequence: 2)).Select(stored => stored.EventId)
            .Should().Equal(answers.Select(answer => answer.EventId));
    }

    [Test]
    public async Task A_platform_that_cuts_every_stream_after_a_while_is_not_noticed()
    {
        FrontEnd.RequestTimeout = TimeSpan.FromMilliseconds(200); // an hour, on Cloud Run
        var user = await CreateUserAsync();
        var users = Connect();
        await using var recorder = new ActivityRecorder(users);
        await using var follower = users.FollowActivityAsync(user.Id).GetAsyncEnumerator();
        await NextAsync(follower);

        for (var sequence = 2; FrontEnd.RequestsOf("StreamUserActivity") < 5 || FrontEnd.RequestsOf("RecordActivity") < 5; sequence++)
        {
            (await recorder.RecordAsync(Event(user.Id)).WaitAsync(Soon)).Sequence.Should().Be(sequence);
            (await NextAsync(follower)).Sequence.Should().Be(sequence);
        }
    }

    [Test]
    public async Task A_connection_that_died_without_a_word_is_found_by_pings()
    {
        await using var wire = new DeafWire(FrontEnd.Port);
        var users = Connect(options =>
        {
            options.Address = $"https://localhost:{wire.Port}";
            options.KeepAliveInterval = TimeSpan.FromSeconds(1);
            options.KeepAliveTimeout = TimeSpan.FromSeconds(1);
        });
        var user = await CreateUserAsync();
        await using var follower = users.FollowActivityAsync(user.Id).GetAsyncEnumerator();
        await NextAsync(follower);

        wire.LoseOpenConnections();
        await RecordAsync(Event(user.Id));

        (await NextAsync(follower)).Sequence.Should().Be(2);
    }

    private static TestCaseData<Func<FakeCloudRun, Task>> Case(string name, Action<FakeCloudRun> fail)
    {
        Func<FakeCloudRun, Task> failure = frontEnd =>
        {
            fail(frontEnd);

            return Task.CompletedTask;
        };

        return new TestCaseData<Func<FakeCloudRun, Task>>(failure).SetArgDisplayNames(name);
    }

    private static async Task RestartAsync(FakeCloudRun frontEnd)
    {
        await frontEnd.StopAsync();
        await frontEnd.StartAsync();
    }

    private static void FailThenDrop(FakeCloudRun frontEnd, FrontEndFault fault)
    {
        frontEnd.Fail(fault);
        frontEnd.DropConnections();
    }

    private static RecordActivityRequest Event(string userId) => new() { UserId = userId, EventType = "login" };

    private static async Task<ActivityEvent> NextAsync(IAsyncEnumerator<ActivityEvent> events)
    {
        (await events.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeTrue();

        return events.Current;
    }
}
