using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>Each test records through the client that we ship, and through one that a caller has made without it.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class ActivityRecorderTests(bool isOurClient) : ClientTests
{
    private const int MiB = 1024 * 1024;

    private IUserService Calls => isOurClient
        ? Users
        : Server.Channel.CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    [Test]
    public async Task Events_of_many_threads_are_stored_once_and_in_the_order_of_each_thread()
    {
        var users = await CreateUsersAsync(4, NewRole());
        await using var recorder = new ActivityRecorder(Calls);

        var answers = await Task.WhenAll(users.Select(user => Task.Run(async () =>
        {
            var recorded = new List<RecordActivityResponse>();
            for (var i = 0; i < 100; i++)
            {
                recorded.Add(await recorder.RecordAsync(Event(user.Id)));
            }

            return recorded;
        }))).WaitAsync(Soon);

        foreach (var recorded in answers)
        {
            recorded.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(2, 100).Select(i => (long)i));
            (await ReadActivityAsync(recorded[0].UserId, afterSequence: 1)).Select(stored => stored.EventId)
                .Should().Equal(recorded.Select(answer => answer.EventId));
        }
    }

    [Test]
    public async Task An_unknown_user_fails_the_events_of_that_user_and_no_others()
    {
        var user = await CreateUserAsync();
        await using var recorder = new ActivityRecorder(Calls);

        var calls = Enumerable.Range(0, 50)
            .Select(i => recorder.RecordAsync(Event(i % 7 == 3 ? "user-0" : user.Id)))
            .ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Soon);

        var failed = calls.Where((_, i) => i % 7 == 3).ToArray();
        failed.Should().OnlyContain(call => call.IsFaulted);
        (await Failure.OfAsync(failed[0])).ShouldBeUserNotFound("user-0");
        var answers = await Task.WhenAll(calls.Except(failed));
        answers.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(2, answers.Length).Select(i => (long)i));
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(stored => stored.EventId)
            .Should().Equal(answers.Select(answer => answer.EventId));
    }

    [Test]
    public async Task An_invalid_event_fails_and_it_alone()
    {
        var user = await CreateUserAsync();
        await using var recorder = new ActivityRecorder(Calls);

        var before = recorder.RecordAsync(Event(user.Id));
        var invalid = recorder.RecordAsync(Event(user.Id) with { EventType = "Log in" });
        var after = recorder.RecordAsync(Event(user.Id));

        (await Failure.OfAsync(invalid)).ShouldBeInvalid(("event_type", "Must be 1 to 64 characters of a-z, 0-9, '.', '_' and '-'."));
        (await before.WaitAsync(Soon)).Sequence.Should().Be(2);
        (await after.WaitAsync(Soon)).Sequence.Should().Be(3);
    }

    [Test]
    public async Task An_event_that_is_too_large_fails_and_it_alone()
    {
        var user = await CreateUserAsync();
        await using var recorder = new ActivityRecorder(Calls);

        var before = Enumerable.Range(0, 20).Select(_ => recorder.RecordAsync(Event(user.Id))).ToArray();
        var large = recorder.RecordAsync(Event(user.Id) with { Description = new string('x', 5 * MiB) });
        var after = Enumerable.Range(0, 20).Select(_ => recorder.RecordAsync(Event(user.Id))).ToArray();

        (await FluentActions.Awaiting(() => large.WaitAsync(Soon)).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.ResourceExhausted);
        (await Task.WhenAll(before.Concat(after)).WaitAsync(Soon)).Select(answer => answer.Sequence)
            .Should().Equal(Enumerable.Range(2, 40).Select(i => (long)i));
    }

    [Test]
    public async Task An_event_that_is_recorded_again_keeps_its_sequence()
    {
        var user = await CreateUserAsync();
        await using var recorder = new ActivityRecorder(Calls);

        var first = await recorder.RecordAsync(Event(user.Id) with { EventId = "a" }).WaitAsync(Soon);
        await recorder.RecordAsync(Event(user.Id)).WaitAsync(Soon);
        var again = await recorder.RecordAsync(Event(user.Id) with { EventId = "a" }).WaitAsync(Soon);

        again.Should().Be(first);
    }

    private static RecordActivityRequest Event(string userId) => new() { UserId = userId, EventType = "login" };
}
