using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>A C# client generated from the exported .proto: the streams.</summary>
public sealed class ContractFirstStreamTests : ServerTests
{
    private UserService.UserServiceClient _client = null!;

    [OneTimeSetUp]
    public void Connect() => _client = new UserService.UserServiceClient(Server.Connect());

    [Test]
    public async Task Stored_events_are_streamed_and_then_the_stream_ends()
    {
        var userId = await CreateUserAsync();
        await RecordAsync(Login(userId, "a"), Login(userId, "b"));

        using var call = _client.StreamUserActivity(new StreamActivityRequest { UserId = userId }, deadline: Patience.Deadline);
        var events = await call.ResponseStream.ReadAllAsync().ToListAsync();

        events.Select(stored => (stored.Sequence, stored.EventType, stored.UserId))
            .Should().Equal((1, "user.created", userId), (2, "login", userId), (3, "login", userId));
        events[1].EventId.Should().Be("a");
        events[1].Description.Should().Be("Logged in at a.");
        events[1].Timestamp.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");
        call.GetStatus().StatusCode.Should().Be(StatusCode.OK);
    }

    [Test]
    public async Task A_follower_gets_what_is_stored_and_then_what_is_recorded()
    {
        var userId = await CreateUserAsync();
        await RecordAsync(Login(userId, "stored"));

        using var call = Follow(userId, afterSequence: 1);
        var stored = await NextAsync(call);
        await RecordAsync(Login(userId, "live-1"), Login(userId, "live-2"));
        var live = new[] { await NextAsync(call), await NextAsync(call) };

        stored.EventId.Should().Be("stored");
        live.Select(recorded => (recorded.Sequence, recorded.EventId)).Should().Equal((3, "live-1"), (4, "live-2"));
    }

    [Test]
    public async Task Each_event_is_answered_before_the_next_is_sent()
    {
        var userId = await CreateUserAsync();

        using var call = _client.RecordActivity(deadline: Patience.Deadline);
        var answers = new List<RecordActivityResponse>();
        foreach (var eventId in (string[])["a", "b", "c"])
        {
            await call.RequestStream.WriteAsync(Login(userId, eventId));
            (await call.ResponseStream.MoveNext()).Should().BeTrue();
            answers.Add(call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).Should().BeFalse();
        answers.Should().Equal(
            new RecordActivityResponse { UserId = userId, EventId = "a", Sequence = 2 },
            new RecordActivityResponse { UserId = userId, EventId = "b", Sequence = 3 },
            new RecordActivityResponse { UserId = userId, EventId = "c", Sequence = 4 });
    }

    [Test]
    public async Task Many_events_sent_at_once_are_answered_in_order()
    {
        var userId = await CreateUserAsync();
        var ids = Enumerable.Range(0, 1000).Select(i => $"event-{i}").ToList();

        var answers = await RecordAsync([.. ids.Select(id => Login(userId, id))]);

        answers.Select(answer => answer.EventId).Should().Equal(ids);
        answers.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(2, ids.Count).Select(i => (long)i));
    }

    [Test]
    public async Task What_was_answered_before_an_unknown_user_stays()
    {
        var userId = await CreateUserAsync();

        using var call = _client.RecordActivity(deadline: Patience.Deadline);
        await call.RequestStream.WriteAsync(Login(userId, "a"));
        (await call.ResponseStream.MoveNext()).Should().BeTrue();
        await call.RequestStream.WriteAsync(Login("user-0", "b"));
        var next = () => call.ResponseStream.MoveNext();

        (await next.Should().ThrowAsync<RpcException>())
            .Which.Status.Should().Be(new Status(StatusCode.NotFound, "No user has the id 'user-0'."));
        var again = await RecordAsync(Login(userId, "a"));
        again.Single().Sequence.Should().Be(2, "the event was stored once");
    }

    [Test]
    public async Task A_deadline_ends_a_followed_stream()
    {
        var userId = await CreateUserAsync();

        using var call = _client.StreamUserActivity(
            new StreamActivityRequest { UserId = userId, Follow = true, AfterSequence = 1 },
            deadline: Patience.In(TimeSpan.FromMilliseconds(300)));
        var next = () => call.ResponseStream.MoveNext();

        (await next.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
    }

    [Test]
    public async Task A_cancel_ends_a_followed_stream_and_nothing_else()
    {
        var userId = await CreateUserAsync();
        using var cancellation = new CancellationTokenSource();

        using var other = Follow(userId, afterSequence: 0);
        using var call = _client.StreamUserActivity(
            new StreamActivityRequest { UserId = userId, Follow = true }, cancellationToken: cancellation.Token);
        (await call.ResponseStream.MoveNext().WaitAsync(Patience.Limit)).Should().BeTrue();
        var next = call.ResponseStream.MoveNext();
        await cancellation.CancelAsync();
        var cancelled = () => next.WaitAsync(Patience.Limit);

        (await cancelled.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Cancelled);
        await RecordAsync(Login(userId, "live"));
        (await NextAsync(other)).EventType.Should().Be("user.created");
        (await NextAsync(other)).EventId.Should().Be("live");
    }

    private static RecordActivityRequest Login(string userId, string eventId) =>
        new() { UserId = userId, EventType = "login", Description = $"Logged in at {eventId}.", EventId = eventId };

    private static async Task<ActivityEvent> NextAsync(AsyncServerStreamingCall<ActivityEvent> call)
    {
        (await call.ResponseStream.MoveNext()).Should().BeTrue();

        return call.ResponseStream.Current;
    }

    private AsyncServerStreamingCall<ActivityEvent> Follow(string userId, long afterSequence) => _client.StreamUserActivity(
        new StreamActivityRequest { UserId = userId, Follow = true, AfterSequence = afterSequence }, deadline: Patience.Deadline);

    private async Task<string> CreateUserAsync() => (await _client.CreateUserAsync(
        new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline)).Id;

    private async Task<List<RecordActivityResponse>> RecordAsync(params RecordActivityRequest[] requests)
    {
        using var call = _client.RecordActivity(deadline: Patience.Deadline);
        var answers = call.ResponseStream.ReadAllAsync().ToListAsync();
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
        }

        await call.RequestStream.CompleteAsync();

        return await answers;
    }
}
