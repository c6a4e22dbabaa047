using System.Threading.Channels;
using CodeFirst.Contracts;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodeFirst.Tests.Functional.Activity;

public sealed class RecordActivityTests(string provider) : StoreTests(provider)
{
    [Test]
    public async Task Each_event_is_answered_in_the_order_sent()
    {
        var user = await CreateUserAsync();

        var answers = await RecordAsync([.. Enumerable.Range(0, 5).Select(i => NewEvent(user, $"id-{i}"))]);

        answers.Should().Equal(
            Enumerable.Range(0, 5).Select(i => new RecordActivityResponse { UserId = user.Id, EventId = $"id-{i}", Sequence = i + 2 }));
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => one.EventId)
            .Should().Equal("id-0", "id-1", "id-2", "id-3", "id-4");
    }

    [Test]
    public async Task Event_is_answered_at_once_while_the_stream_stays_open_and_is_stored_by_then()
    {
        var user = await CreateUserAsync();
        var requests = Channel.CreateUnbounded<RecordActivityRequest>();
        await using var answers = Client.RecordActivityAsync(requests.Reader.ReadAllAsync()).GetAsyncEnumerator();

        for (var sequence = 2; sequence < 5; sequence++)
        {
            requests.Writer.TryWrite(NewEvent(user));
            (await answers.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeTrue();
            answers.Current.Sequence.Should().Be(sequence);
            (await ReadActivityAsync(user.Id)).Should().HaveCount(sequence);
        }

        requests.Writer.Complete();
        (await answers.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().BeFalse();
    }

    [Test]
    public async Task Stream_without_events_ends_without_answers()
    {
        (await RecordAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Events_of_several_users_have_sequences_of_their_own()
    {
        var users = await Task.WhenAll(CreateUserAsync(), CreateUserAsync(), CreateUserAsync());

        var answers = await RecordAsync([.. Enumerable.Range(0, 30).Select(i => NewEvent(users[i % 3]))]);

        answers.Select(answer => answer.UserId).Should().Equal(Enumerable.Range(0, 30).Select(i => users[i % 3].Id));
        answers.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(0, 30).Select(i => (i / 3) + 2L));
    }

    [Test]
    public async Task Event_sent_again_is_answered_with_its_first_sequence_and_stored_once()
    {
        var user = await CreateUserAsync();
        await RecordAsync(NewEvent(user, "a"), NewEvent(user, "b"));

        var again = await RecordAsync(
            NewEvent(user, "c"),
            NewEvent(user, "b") with { EventType = "other" },
            NewEvent(user, "a"),
            NewEvent(user, "c"),
            NewEvent(user, "d"));

        again.Select(answer => (answer.EventId, answer.Sequence)).Should().Equal(("c", 4), ("b", 3), ("a", 2), ("c", 4), ("d", 5));
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => (one.EventId, one.EventType))
            .Should().Equal(("a", "login"), ("b", "login"), ("c", "login"), ("d", "login"));
    }

    [Test]
    public async Task Event_id_of_another_user_is_another_event()
    {
        var users = await Task.WhenAll(CreateUserAsync(), CreateUserAsync());

        var answers = await RecordAsync(NewEvent(users[0], "same"), NewEvent(users[1], "same"), NewEvent(users[1], "SAME"));

        answers.Select(answer => answer.Sequence).Should().Equal(2, 2, 3);
    }

    [Test]
    public async Task Event_without_an_id_gets_one()
    {
        var user = await CreateUserAsync();

        var answers = await RecordAsync(NewEvent(user), NewEvent(user));

        var ids = answers.Select(answer => answer.EventId).ToList();
        ids.Should().OnlyHaveUniqueItems().And.AllSatisfy(id => id.Should().MatchRegex("^[A-Za-z0-9._:-]{1,64}$"));
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => one.EventId).Should().Equal(ids);
    }

    [Test]
    public async Task Parallel_streams_with_the_same_events_store_each_once()
    {
        var user = await CreateUserAsync();
        var events = Enumerable.Range(0, 100).Select(i => NewEvent(user, $"id-{i}")).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RecordAsync(events)));

        answers.Should().AllSatisfy(one => one.Should().Equal(answers[0]));
        (await ReadActivityAsync(user.Id)).Should().HaveCount(101);
    }

    [Test]
    public async Task Unknown_user_ends_the_stream_with_NOT_FOUND_and_what_was_answered_stays()
    {
        var user = await CreateUserAsync();
        var answers = new List<RecordActivityResponse>();

        var failure = await Failure.OfAsync(RecordIntoAsync(
            answers,
            NewEvent(user, "a"),
            NewEvent(user, "b"),
            NewEvent(user, "x") with { UserId = "user-unknown" },
            NewEvent(user, "c")));

        failure.ShouldBeUserNotFound("user-unknown");
        answers.Select(answer => answer.EventId).Should().Equal("a", "b");
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => one.EventId).Should().Equal("a", "b");
    }

    [Test]
    public async Task Caller_that_still_sends_learns_why_the_stream_ended()
    {
        var user = await CreateUserAsync();
        var answers = new List<RecordActivityResponse>();
        var requests = Enumerable.Range(0, 5000)
            .Select(i => NewEvent(user, $"id-{i}") with { Description = new string('x', 1000) }).ToArray();
        requests[700] = requests[700] with { UserId = "user-unknown" };

        var failure = await Failure.OfAsync(RecordIntoAsync(answers, requests));

        failure.ShouldBeUserNotFound("user-unknown");
        answers.Select(answer => answer.EventId).Should().Equal(Enumerable.Range(0, 700).Select(i => $"id-{i}"));
        (await ReadActivityAsync(user.Id)).Should().HaveCount(701);
    }

    [Test]
    public async Task User_deleted_midway_ends_the_stream_with_NOT_FOUND()
    {
        var user = await CreateUserAsync();
        var requests = Channel.CreateUnbounded<RecordActivityRequest>();
        await using var answers = Client.RecordActivityAsync(requests.Reader.ReadAllAsync()).GetAsyncEnumerator();
        requests.Writer.TryWrite(NewEvent(user));
        await answers.MoveNextAsync().AsTask().WaitAsync(Soon);

        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });
        requests.Writer.TryWrite(NewEvent(user));

        (await Failure.OfAsync(answers.MoveNextAsync())).ShouldBeUserNotFound(user.Id);
    }

    [Test]
    public async Task Invalid_event_ends_the_stream_after_the_answers_to_those_before_and_none_after_is_stored()
    {
        var user = await CreateUserAsync();
        var answers = new List<RecordActivityResponse>();

        var failure = await Failure.OfAsync(RecordIntoAsync(
            answers, NewEvent(user, "a"), NewEvent(user, "b"), NewEvent(user, "c") with { EventType = "" }, NewEvent(user, "d")));

        failure.ShouldBeInvalid(("event_type", RecordActivityValidationTests.NotEventType));
        answers.Select(answer => answer.EventId).Should().Equal("a", "b");
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => one.EventId).Should().Equal("a", "b");
    }

    [Test]
    public async Task Ten_thousand_events_go_through_one_stream()
    {
        var user = await CreateUserAsync();

        var answers = await RecordAsync([.. Enumerable.Range(0, 10_000).Select(i => NewEvent(user, $"id-{i}"))]);

        answers.Select(answer => answer.EventId).Should().Equal(Enumerable.Range(0, 10_000).Select(i => $"id-{i}"));
        answers.Select(answer => answer.Sequence).Should().Equal(Enumerable.Range(2, 10_000).Select(i => (long)i));
        (await ReadActivityAsync(user.Id)).Should().HaveCount(10_001);
    }

    [Test]
    public async Task Caller_that_cancels_keeps_what_was_answered()
    {
        var user = await CreateUserAsync();
        var requests = Channel.CreateUnbounded<RecordActivityRequest>();
        using var cancelled = new CancellationTokenSource();
        await using var answers = Client.RecordActivityAsync(requests.Reader.ReadAllAsync()).GetAsyncEnumerator(cancelled.Token);
        requests.Writer.TryWrite(NewEvent(user, "a"));
        await answers.MoveNextAsync().AsTask().WaitAsync(Soon);

        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => answers.MoveNextAsync().AsTask().WaitAsync(Soon)).Should().ThrowAsync<Exception>();
        (await ReadActivityAsync(user.Id, afterSequence: 1)).Select(one => one.EventId).Should().Equal("a");
    }

    [Test]
    public async Task Stop_of_the_server_ends_the_stream_with_UNAVAILABLE()
    {
        using var server = await StartAsync();
        var user = await server.Client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
        var requests = Channel.CreateUnbounded<RecordActivityRequest>();
        await using var answers = server.Client.RecordActivityAsync(requests.Reader.ReadAllAsync()).GetAsyncEnumerator();
        requests.Writer.TryWrite(NewEvent(user));
        await answers.MoveNextAsync().AsTask().WaitAsync(Soon);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var failure = await Failure.OfAsync(answers.MoveNextAsync());
        failure.ShouldBe(StatusCode.Unavailable, "The server is stopping. Call again; another instance answers.", "SERVER_STOPPING");
        failure.ShouldSayRetry();
        server.Errors.Should().BeEmpty();
    }

    private static RecordActivityRequest NewEvent(User user, string eventId = "") =>
        new() { UserId = user.Id, EventType = "login", EventId = eventId };

    private async Task RecordIntoAsync(List<RecordActivityResponse> answers, params RecordActivityRequest[] requests)
    {
        await foreach (var answer in Client.RecordActivityAsync(requests.ToAsyncEnumerable()))
        {
            answers.Add(answer);
        }
    }
}
