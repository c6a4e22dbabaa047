using System.Net;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Gateway;

[TestFixture(Place.Gateway)]
[TestFixture(Place.Server)]
public sealed class ActivityOverHttpTests(Place place) : GatewayTests(place)
{
    [Test]
    public async Task An_event_is_recorded_and_answered_with_its_sequence()
    {
        var id = await CreateIdAsync();

        var recorded = await Http.SendAsync("POST", $"/v1/users/{id}/activity", """{"event_type":"login","event_id":"a"}""");

        recorded.Status.Should().Be(HttpStatusCode.OK);
        recorded.Body.Should().Be($$"""{"user_id":"{{id}}","event_id":"a","sequence":"2"}""" + "\n");
        (await ReadActivityAsync(id)).Select(stored => stored.EventType).Should().Equal("user.created", "login");
    }

    [Test]
    public async Task The_same_idempotency_key_records_one_event()
    {
        var id = await CreateIdAsync();

        var first = await Http.SendAsync("POST", $"/v1/users/{id}/activity", """{"event_type":"login"}""", ("Idempotency-Key", "a"));
        var again = await Http.SendAsync("POST", $"/v1/users/{id}/activity", """{"event_type":"login"}""", ("Idempotency-Key", "a"));

        again.Body.Should().Be(first.Body).And.Contain("\"event_id\":\"a\"");
    }

    [Test]
    public async Task An_event_of_nobody_is_not_found()
    {
        (await Http.SendAsync("POST", "/v1/users/user-0/activity", """{"event_type":"login"}"""))
            .ShouldBe(404, "NOT_FOUND", "No user has the id 'user-0'.", "USER_NOT_FOUND");
    }

    [Test]
    public async Task Events_are_lines_of_JSON()
    {
        var id = await CreateIdAsync();
        await RecordAsync(Event(id, "login"), Event(id, "logout"));

        var answer = await Http.SendAsync("GET", $"/v1/users/{id}/activity");

        answer.ContentType.Should().Be("application/x-ndjson");
        answer.Body.Should().EndWith("}}\n");
        var events = answer.Body.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!["result"]!).ToList();
        events.Select(each => ((string)each["event_type"]!, (string)each["sequence"]!))
            .Should().Equal(("user.created", "1"), ("login", "2"), ("logout", "3"));
    }

    [TestCase("text/event-stream", "text/event-stream")]
    [TestCase("TEXT/Event-Stream; q=0.5, */*", "text/event-stream")]
    [TestCase("text/event-stream;q=0, application/x-ndjson", "application/x-ndjson")]
    [TestCase("text/event-streams", "application/x-ndjson")]
    [TestCase("*/*", "application/x-ndjson")]
    [TestCase("garbage", "application/x-ndjson")]
    public async Task Events_are_in_the_form_that_the_caller_accepts(string accept, string expected)
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("GET", $"/v1/users/{id}/activity", null, ("Accept", accept))).ContentType.Should().Be(expected);
    }

    [Test]
    public async Task Events_after_a_sequence_are_those_that_follow()
    {
        var id = await CreateIdAsync();
        await RecordAsync(Event(id, "login"));

        (await Http.SendAsync("GET", $"/v1/users/{id}/activity?after_sequence=1")).Body.Split('\n').Should().HaveCount(2)
            .And.ContainMatch("*login*");
        (await Http.SendAsync("GET", $"/v1/users/{id}/activity?after_sequence=2")).Body.Should().BeEmpty();
    }

    [TestCase("follow=false")]
    [TestCase("follow=true")]
    public async Task Streams_of_nobody_are_not_found(string query)
    {
        (await Http.SendAsync("GET", $"/v1/users/user-0/activity?{query}", null, ("Accept", "text/event-stream")))
            .ShouldBe(404, "NOT_FOUND", "No user has the id 'user-0'.", "USER_NOT_FOUND");
    }

    [Test]
    public async Task What_the_service_refuses_has_its_own_status()
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("GET", $"/v1/users/{id}/activity?after_sequence=-1")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [TestCase("follow=yes", "follow", "Must be true or false.")]
    [TestCase("after_sequence=x", "after_sequence", "Must be a whole number of at most 64 bits.")]
    [TestCase("after_sequence=9223372036854775808", "after_sequence", "Must be a whole number of at most 64 bits.")]
    public async Task Parameters_that_cannot_be_read_are_refused(string query, string field, string problem)
    {
        (await Http.SendAsync("GET", $"/v1/users/user-1/activity?{query}")).ShouldBeInvalid((field, problem));
    }

    [Test]
    public async Task A_follower_gets_what_is_stored_and_then_what_is_recorded()
    {
        var id = await CreateIdAsync();
        await using var events = await EventReader.OpenEventsAsync(Http, $"/v1/users/{id}/activity?follow=true");
        events.Response.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream");
        events.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await events.LineAsync()).Should().Be("retry: 1000");
        (await events.LineAsync("data: ")).Should().Contain("user.created");

        await RecordAsync(Event(id, "login"));

        (await events.LineAsync("id: ")).Should().Be("id: 2");
        (await events.LineAsync()).Should().StartWith("""data: {"event_type":"login","timestamp":""").And.EndWith("}");
        (await events.LineAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_follower_of_lines_gets_them_as_they_come()
    {
        var id = await CreateIdAsync();
        await using var events = await EventReader.OpenAsync(Http, $"/v1/users/{id}/activity?follow=true");
        (await events.LineAsync()).Should().StartWith("""{"result":{"event_type":"user.created",""");

        await RecordAsync(Event(id, "login"));

        (await events.LineAsync()).Should().StartWith("""{"result":{"event_type":"login",""");
    }

    [Test]
    public async Task A_browser_that_comes_back_goes_on_after_the_last_event_it_has()
    {
        var id = await CreateIdAsync();
        await RecordAsync(Event(id, "login"), Event(id, "logout"));

        // It asks for the address it began with.
        await using var events = await EventReader.OpenEventsAsync(Http, $"/v1/users/{id}/activity?follow=true&after_sequence=1", "2");

        (await events.LineAsync("id: ")).Should().Be("id: 3");
        (await events.LineAsync()).Should().Contain("logout");
    }

    [Test]
    public async Task A_last_event_that_is_no_sequence_is_refused()
    {
        (await Http.SendAsync("GET", "/v1/users/user-1/activity", null, ("Last-Event-ID", "x")))
            .ShouldBeInvalid(("after_sequence", "Must be a whole number of at most 64 bits."));
    }

    [Test]
    public async Task A_follower_who_has_everything_is_connected_before_anything_happens()
    {
        var id = await CreateIdAsync();

        await using var events = await EventReader.OpenEventsAsync(Http, $"/v1/users/{id}/activity?follow=true&after_sequence=1");
        events.Response.StatusCode.Should().Be(HttpStatusCode.OK);
        await RecordAsync(Event(id, "login"));

        (await events.LineAsync("id: ")).Should().Be("id: 2");
    }

    [Test]
    public async Task The_stream_of_a_user_who_is_deleted_ends_with_the_error()
    {
        var id = await CreateIdAsync();
        await using var events = await EventReader.OpenEventsAsync(Http, $"/v1/users/{id}/activity?follow=true");
        await events.LineAsync("data: ");

        await Http.SendAsync("DELETE", $"/v1/users/{id}");

        (await events.LineAsync("event: ")).Should().Be("event: error");
        (await events.LineAsync()).Should().StartWith("""data: {"error":{"code":404,"status":"NOT_FOUND",""");
        (await events.RestAsync()).Should().Equal("");
    }

    [Test]
    public async Task Ten_thousand_events_arrive_once_and_in_order()
    {
        var id = await CreateIdAsync();
        await RecordAsync([.. Enumerable.Range(0, 10_000).Select(_ => Event(id, "login"))]);

        var answer = await Http.SendAsync("GET", $"/v1/users/{id}/activity");

        answer.Body.TrimEnd('\n').Split('\n').Select(line => (string)JsonNode.Parse(line)!["result"]!["sequence"]!)
            .Should().Equal(Enumerable.Range(1, 10_001).Select(i => $"{i}"));
    }

    private static RecordActivityRequest Event(string userId, string type) => new() { UserId = userId, EventType = type };
}
