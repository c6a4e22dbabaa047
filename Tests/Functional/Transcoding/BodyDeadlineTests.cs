using System.Net;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Transcoding;

public sealed class BodyDeadlineTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Test]
    public async Task A_deadline_of_days_leaves_a_body_ten_minutes_in_front_of_a_service()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var library = await LibraryHost.StartAsync(inFront: true, services: services => services.AddSingleton<TimeProvider>(clock));
        using var http = library.Connect(HttpVersion.Version20);
        var (sent, body) = library.SendHalf(http, "99H");
        var passed = TimeSpan.Zero;
        while (!sent.IsCompleted && passed < 10 * Longest) // the service begins to count when the request is there
        {
            await Task.WhenAny(sent, Task.Delay(TimeSpan.FromMilliseconds(50)));
            clock.Advance(TimeSpan.FromMinutes(1));
            passed += TimeSpan.FromMinutes(1);
        }

        passed.Should().BeGreaterThanOrEqualTo(Longest).And.BeLessThan(10 * Longest);
        using var answer = await sent.WaitAsync(Patience.Limit);
        ((int)answer.StatusCode).Should().Be(504);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"status\":\"DEADLINE_EXCEEDED\"");
        body.End();
    }
}
