using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Activity;

public sealed class RecordActivityValidationTests : ServerTests
{
    internal const string NotEventType = "Must be 1 to 64 characters of a-z, 0-9, '.', '_' and '-'.";

    private const string NotEventId = "Must be at most 64 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.";
    private const string NotText = "Must be valid UTF-8 without control characters, line breaks, bidirectional controls or U+FFFD.";

    private static readonly string SixtyFour = string.Concat(Enumerable.Repeat("abcdefgh", 8));

    [Test]
    public async Task Longest_fields_are_stored_as_they_are()
    {
        var user = await CreateUserAsync();
        var longest = new RecordActivityRequest
        {
            UserId = user.Id,
            EventType = SixtyFour,
            EventId = SixtyFour,
            Description = string.Concat(Enumerable.Repeat("\U0001F600", 1000)),
        };

        await RecordAsync(longest);

        var stored = (await ReadActivityAsync(user.Id, afterSequence: 1)).Should().ContainSingle().Which;
        (stored.EventType, stored.EventId, stored.Description).Should().Be((longest.EventType, longest.EventId, longest.Description));
    }

    [TestCase("abcdefghijklmnopqrstuvwxyz")]
    [TestCase("0123456789._-")]
    [TestCase("user.created")]
    public async Task Event_type_of_its_alphabet_is_accepted(string eventType)
    {
        (await RecordAsync(await NewEventAsync() with { EventType = eventType })).Should().ContainSingle();
    }

    [TestCase("")]
    [TestCase("Login")]
    [TestCase("log in")]
    [TestCase(" login")]
    [TestCase("log:in")]
    [TestCase("lögin")]
    [TestCase("login\0")]
    [TestCase("login\uFFFD")]
    [TestCase("abcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghx")]
    public async Task Other_event_type_is_refused(string eventType)
    {
        (await FailureOfAsync(await NewEventAsync() with { EventType = eventType })).ShouldBeInvalid(("event_type", NotEventType));
    }

    [TestCase("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [TestCase("abcdefghijklmnopqrstuvwxyz")]
    [TestCase("0123456789._:-")]
    public async Task Event_id_of_its_alphabet_is_accepted(string eventId)
    {
        (await RecordAsync(await NewEventAsync() with { EventId = eventId })).Should().ContainSingle(answer => answer.EventId == eventId);
    }

    [TestCase("a b")]
    [TestCase(" ")]
    [TestCase("a/b")]
    [TestCase("ä")]
    [TestCase("a\0")]
    [TestCase("a\uFFFD")]
    [TestCase("abcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghx")]
    public async Task Other_event_id_is_refused(string eventId)
    {
        (await FailureOfAsync(await NewEventAsync() with { EventId = eventId })).ShouldBeInvalid(("event_id", NotEventId));
    }

    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase("a\u202Eb")]
    [TestCase("a\u2028b")]
    [TestCase("a\uFFFDb")]
    public async Task Description_that_cannot_be_shown_is_refused(string description)
    {
        (await FailureOfAsync(await NewEventAsync() with { Description = description })).ShouldBeInvalid(("description", NotText));
    }

    [Test]
    public async Task Description_may_have_1000_characters_and_no_more()
    {
        var longest = new string('x', 1000);
        var one = await NewEventAsync();

        (await RecordAsync(one with { Description = $" {longest} " })).Should().ContainSingle();
        (await FailureOfAsync(one with { Description = longest + "x" }))
            .ShouldBeInvalid(("description", "Must be at most 1000 characters."));
    }

    [Test]
    public async Task Every_violation_is_listed_at_once()
    {
        var failure = await FailureOfAsync(new RecordActivityRequest { EventType = "A", Description = "\0a", EventId = "ä" });

        failure.ShouldBeInvalid(
            ("user_id", "Must not be empty."), ("event_type", NotEventType), ("description", NotText), ("event_id", NotEventId));
    }

    [Test]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] bytes = [0x61, 0xFF, 0xFE];

        var failure = await Failure.OfAsync(Wire.CallDuplexAsync(
            Server.Channel,
            "RecordActivity",
            [.. Wire.Field(1, bytes), .. Wire.Field(2, bytes), .. Wire.Field(3, bytes), .. Wire.Field(4, bytes)]));

        failure.Fields.Should().Equal("user_id", "event_type", "description", "event_id");
    }

    private Task<Failure> FailureOfAsync(RecordActivityRequest request) => Failure.OfAsync(RecordAsync(request));

    private async Task<RecordActivityRequest> NewEventAsync() => new() { UserId = (await CreateUserAsync()).Id, EventType = "login" };
}
