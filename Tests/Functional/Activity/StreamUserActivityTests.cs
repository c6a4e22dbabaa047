using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Activity;

/// <summary>What is stored; <see cref="FollowActivityTests"/> is about what is still to come.</summary>
public sealed class StreamUserActivityTests(string provider) : StoreTests(provider)
{
    [Test]
    public async Task Events_are_sent_whole_and_oldest_first()
    {
        var user = await CreateUserAsync();
        await RecordAsync(
            new RecordActivityRequest { UserId = user.Id, EventType = "login", Description = " From home. ", EventId = "first" },
            new RecordActivityRequest { UserId = user.Id, EventType = "logout" });

        var events = await ReadActivityAsync(user.Id);

        events.Select(one => one.EventType).Should().Equal("user.created", "login", "logout");
        events.Select(one => one.Sequence).Should().Equal(1, 2, 3);
        events[1].Should().Be(new ActivityEvent
        {
            EventType = "login",
            Description = "From home.",
            Timestamp = events[1].Timestamp,
            UserId = user.Id,
            Sequence = 2,
            EventId = "first",
        });
        events.Should().AllSatisfy(one => one.Timestamp.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        events.Select(one => one.EventId).Should().OnlyHaveUniqueItems().And.NotContain("");
    }

    [TestCase(0, 1, 2, 3)]
    [TestCase(1, 2, 3)]
    [TestCase(2, 3)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(long.MaxValue)]
    public async Task Events_after_a_sequence_are_sent(long afterSequence, params int[] sequences)
    {
        var user = await CreateUserAsync();
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea" });
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Cleo" });

        var events = await ReadActivityAsync(user.Id, afterSequence);

        events.Select(one => (int)one.Sequence).Should().Equal(sequences);
    }

    [Test]
    public async Task Events_of_one_user_only_are_sent()
    {
        var users = new[] { await CreateUserAsync(), await CreateUserAsync() };
        await RecordAsync(
            [.. Enumerable.Range(0, 10).Select(i => new RecordActivityRequest { UserId = users[i % 2].Id, EventType = $"event-{i}" })]);

        var events = await ReadActivityAsync(users[1].Id, afterSequence: 1);

        events.Select(one => one.EventType).Should().Equal("event-1", "event-3", "event-5", "event-7", "event-9");
        events.Select(one => one.Sequence).Should().Equal(2, 3, 4, 5, 6);
    }

    [TestCase(499)]
    [TestCase(500)]
    [TestCase(501)]
    [TestCase(1200)]
    public async Task Any_number_of_events_is_sent(int count)
    {
        var user = await CreateUserAsync();
        await RecordAsync([.. Enumerable.Repeat(new RecordActivityRequest { UserId = user.Id, EventType = "login" }, count - 1)]);

        var events = await ReadActivityAsync(user.Id);

        events.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, count).Select(i => (long)i));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Unknown_user_fails_with_NOT_FOUND(bool follow)
    {
        var request = new StreamActivityRequest { UserId = "user-unknown", Follow = follow };

        var failure = await Failure.OfAsync(Client.StreamUserActivityAsync(request));

        failure.ShouldBeUserNotFound("user-unknown");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_violation_is_listed_at_once(bool follow)
    {
        var request = new StreamActivityRequest { AfterSequence = -1, Follow = follow };

        var failure = await Failure.OfAsync(Client.StreamUserActivityAsync(request));

        failure.ShouldBeInvalid(("user_id", "Must not be empty."), ("after_sequence", "Must not be negative."));
    }
}
