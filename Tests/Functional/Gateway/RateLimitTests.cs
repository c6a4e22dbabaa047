using System.Globalization;
using System.Net;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class RateLimitTests : FakeServiceTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RateLimit:RequestsPerSecond"] = "1",
        ["RateLimit:Burst"] = "5",
        ["RateLimit:Streams"] = "2",
        ["RateLimit:TrustedProxies"] = "1",
    };

    [Test]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        var answers = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await GetAsync("/v1/users/1", "198.51.100.1"));
        }

        answers.Take(5).Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.Status != HttpStatusCode.OK);
        refused.ShouldBe(429, "RESOURCE_EXHAUSTED", "Too many requests. Wait, and try again.", "RATE_LIMITED");
        int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).Should().BeInRange(1, 10);
    }

    [Test]
    public async Task Another_client_is_not_held_up()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        for (var i = 0; i < 20; i++)
        {
            await GetAsync("/v1/users/1", "198.51.100.2");
        }

        (await GetAsync("/v1/users/1", "198.51.100.3")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_client_cannot_pass_for_others_by_writing_the_header_itself()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            statuses.Add((await GetAsync("/v1/users/1", $"203.0.113.{i}, 198.51.100.4")).Status); // the front end adds to what it gets
        }

        statuses.Should().Contain(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task Probes_and_pages_are_not_limited()
    {
        for (var i = 0; i < 20; i++)
        {
            (await GetAsync("/health", "198.51.100.5")).Status.Should().Be(HttpStatusCode.OK);
            (await GetAsync("/", "198.51.100.5")).Status.Should().Be(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task A_client_has_so_many_streams_at_a_time()
    {
        Service.Behaviour = async context =>
        {
            await FakeUserService.SendAsync(
                context,
                context.Request.Path.Value!.EndsWith("GetUser", StringComparison.Ordinal) ? Alice : new ActivityEvent { Sequence = 1 });
            if (context.Request.Path.Value!.EndsWith("GetUser", StringComparison.Ordinal))
            {
                await FakeUserService.AnswerAsync(context, []);

                return;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var http = Gateway.Connect();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.6");
        await using var first = await EventReader.OpenEventsAsync(http, "/v1/users/1/activity?follow=true");
        await using var second = await EventReader.OpenEventsAsync(http, "/v1/users/1/activity?follow=true");

        var third = await http.SendAsync("GET", "/v1/users/1/activity?follow=true");

        first.Response.StatusCode.Should().Be(HttpStatusCode.OK);
        second.Response.StatusCode.Should().Be(HttpStatusCode.OK);
        third.ShouldBe(429, "RESOURCE_EXHAUSTED", "Too many requests. Wait, and try again.", "RATE_LIMITED");
    }

    private Task<Answer> GetAsync(string path, string forwardedFor) => Http.SendAsync("GET", path, null, ("X-Forwarded-For", forwardedFor));
}
