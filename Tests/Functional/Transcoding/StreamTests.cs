using CodeFirst.Tests.Functional.Transcoding.Zoo;

namespace CodeFirst.Tests.Functional.Transcoding;

public sealed class StreamTests(bool inFront) : TranscodingTests(inFront)
{
    private protected override Task<LibraryHost> StartAsync() =>
        LibraryHost.StartAsync(InFront, options => options.KeepAlive = TimeSpan.FromMilliseconds(700));

    [TestCase(null, "application/x-ndjson")]
    [TestCase("*/*", "application/x-ndjson")]
    [TestCase("application/x-ndjson", "application/x-ndjson")]
    public async Task Case_30_A_stream_is_lines(string? accept, string contentType)
    {
        var answer = await Library.GetAsync("/v1/events?count=2", accept is null ? [] : [("Accept", accept)]);

        (answer.Status, answer.ContentType).Should().Be((200, contentType));
        answer.Body.Should().Be(
            """{"result":{"sequence":"1","text":"event 1"}}""" + "\n" + """{"result":{"sequence":"2","text":"event 2"}}""" + "\n");
    }

    [Test]
    public async Task Case_30_A_stream_is_events_with_their_marks_for_those_who_ask()
    {
        var answer = await Library.GetAsync("/v1/events?count=2", ("Accept", "text/event-stream"));

        (answer.Status, answer.ContentType).Should().Be((200, "text/event-stream"));
        answer.Body.Should().Be(
            "retry: 1000\n\n"
            + "id: 1\ndata: {\"sequence\":\"1\",\"text\":\"event 1\"}\n\n"
            + "id: 2\ndata: {\"sequence\":\"2\",\"text\":\"event 2\"}\n\n");
    }

    [Test]
    public async Task A_stream_goes_on_after_the_last_event_of_a_browser()
    {
        var answer = await Library.GetAsync("/v1/events?count=1&after=2", ("Accept", "text/event-stream"), ("Last-Event-ID", "41"));

        answer.Body.Should().Contain("id: 42\n").And.NotContain("id: 3\n");
        (await Library.GetAsync("/v1/events", ("Last-Event-ID", "x"))).ShouldBeInvalid("after");
    }

    [TestCase(null, "{\"result\"")]
    [TestCase("text/event-stream", "data: ")]
    public async Task Case_30_Each_row_is_sent_when_it_is_there(string? accept, string row)
    {
        await using (var events = await EventReader.OpenAsync(Library.Http, "/v1/events?count=2&end=wait", accept))
        {
            await events.LineAsync(row);
            (await events.LineAsync(row)).Should().Contain("event 2");
        }

        (await Library.Watch.Ended.Task.WaitAsync(Patience.Limit)).Should().BeTrue();
    }

    [TestCase(null)]
    [TestCase("text/event-stream")]
    public async Task Case_31_What_fails_before_the_first_message_has_its_status(string? accept)
    {
        (await Library.GetAsync("/v1/events?end=missing", accept is null ? [] : [("Accept", accept)]))
            .ShouldFail(404, "NOT_FOUND", "BOOK_NOT_FOUND", "Book '7' was not found.");
    }

    [Test]
    public async Task Case_32_What_fails_later_is_the_last_line()
    {
        var lines = (await Library.GetAsync("/v1/events?count=1&end=missing")).Body.Split('\n');

        lines.Should().HaveCount(3);
        lines[1].Should().StartWith("""{"error":{"code":404,"status":"NOT_FOUND","message":"Book '7' was not found.","details":[{""");
        lines[2].Should().BeEmpty();
    }

    [Test]
    public async Task Case_32_What_fails_later_is_the_last_event()
    {
        var answer = await Library.GetAsync("/v1/events?count=1&end=missing", ("Accept", "text/event-stream"));

        answer.Body.Should().Contain("\n\nevent: error\ndata: {\"error\":{\"code\":404,").And.EndWith("}]}}\n\n");
    }

    [Test]
    public async Task Events_of_a_service_that_goes_away_end_without_an_error_so_that_browsers_come_back()
    {
        var answer = await Library.GetAsync("/v1/events?count=1&end=away", ("Accept", "text/event-stream"));
        var lines = await Library.GetAsync("/v1/events?count=1&end=away");

        answer.Body.Should().EndWith("\"event 1\"}\n\n");
        lines.Body.Should().Contain("{\"error\":{\"code\":503,");
    }

    [Test]
    public async Task Case_33_A_stream_of_nothing_is_empty()
    {
        var answer = await Library.GetAsync("/v1/events");

        (answer.Status, answer.Body, answer.ContentType).Should().Be((200, "", "application/x-ndjson"));
    }

    [Test]
    public async Task A_quiet_stream_shows_that_it_is_alive()
    {
        await using var events = await EventReader.OpenEventsAsync(Library.Http, "/v1/events?end=wait");

        (await events.LineAsync(":")).Should().Be(": ping");
        (await events.LineAsync(":")).Should().Be(": ping");
    }

    [Test]
    public async Task A_caller_that_does_not_read_stops_the_service()
    {
        await using var events = await EventReader.OpenAsync(Library.Http, "/v1/events?count=20000");

        for (var i = 1; i <= 20_000; i++)
        {
            (await events.LineAsync()).Should().Contain($"\"sequence\":\"{i}\"");
        }

        (await events.LineAsync()).Should().BeNull();
    }
}
