using System.Net;
using System.Text;
using Grpc.Health.V1;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Hosting.Listening;

public sealed class ConnectionAgeTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MaxAgeAndJitter = MaxAge * 1.1;
    private static readonly Dictionary<string, string> Settings = new() { ["Connections:MaxAge"] = "00:30:00" };

    [Test]
    public async Task No_call_fails_while_connections_age()
    {
        await using var host = await ListeningHost.StartAsync(new() { ["Connections:MaxAge"] = "00:00:01" });
        using var channel = host.Connect();
        var health = new Health.HealthClient(channel);
        var calls = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (host.Connections < 5)
            {
                await health.CheckAsync(new HealthCheckRequest(), deadline: Patience.Deadline);
                Interlocked.Increment(ref calls);
            }
        })).WaitAsync(Patience.Limit);

        calls.Should().BeGreaterThan(100);
        host.Warnings.Should().BeEmpty();
    }

    [Test]
    public async Task A_stream_finishes_on_its_old_connection_while_new_calls_take_another()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ListeningHost.StartAsync(Settings, clock: clock);
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await using var stream = await http.GetStreamAsync(new Uri($"{host.Address}/stream"));
        var buffer = new byte[100];
        var old = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        (await host.GetAsync(http, "/connection", HttpVersion.Version20)).Should().Be(old);

        clock.Advance(MaxAgeAndJitter);
        await WaitUntilAsync(async () => await host.GetAsync(http, "/connection", HttpVersion.Version20) != old);
        host.Slow.SetResult();

        Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)).Should().Be(" end");
        (await stream.ReadAsync(buffer)).Should().Be(0);
    }

    [Test]
    public async Task An_HTTP_1_1_request_is_answered_with_connection_close()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ListeningHost.StartAsync(Settings, clock: clock);
        using var client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        await WaitUntilAsync(() => Task.FromResult(host.Connections == 1));

        clock.Advance(MaxAgeAndJitter);
        host.Slow.SetResult();

        Encoding.ASCII.GetString(await client.ReceiveAsync()).Should().StartWith("HTTP/1.1 200 OK").And.Contain("Connection: close");
    }

    [Test]
    public async Task A_younger_connection_stays()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ListeningHost.StartAsync(Settings, clock: clock);
        using var http = new HttpClient();
        var before = await host.GetAsync(http, "/connection", HttpVersion.Version20);

        clock.Advance(MaxAge * 0.89);

        (await host.GetAsync(http, "/connection", HttpVersion.Version20)).Should().Be(before);
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
