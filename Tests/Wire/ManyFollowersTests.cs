using System.Diagnostics;
using System.Text;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>
/// Row 35 of docs/reliability.md: streams that follow a user, and unary calls beside them. CODEFIRST_FLOOD_SIZE=10 opens 10,000 streams.
/// </summary>
internal sealed class ManyFollowersTests
{
    private const int StreamsPerConnection = 100;
    private const int Calls = 2_000;
    private const long MostMemory = 64 << 20;

    private static readonly int Connections = 10 * Soak.Number("CODEFIRST_FLOOD_SIZE", 1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private WireServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await WireServer.StartAsync(Service.Users, ("Calls__StreamsPerCaller", "0"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Followers_receive_all_others_are_served_and_memory_is_given_back()
    {
        var user = await CreateUserAsync();
        await CallManyAsync(user);
        var (memory, sockets) = (await _server.ResidentBytesAsync(), _server.CountSockets());

        var followers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => FollowAsync(user)));
        await ReceiveAsync(followers); // that the user was created
        var beside = await CallManyAsync(user);
        await RecordAsync(user);
        await ReceiveAsync(followers);
        var held = await _server.ResidentBytesAsync();
        await LeaveAsync(followers);

        await Patience.UntilAsync(
            async () => await CallManyAsync(user) is var _ && await _server.ResidentBytesAsync() <= memory + MostMemory,
            async () => $"{await _server.ResidentBytesAsync() >> 20} MB are in use, {memory >> 20} were");
        await Patience.UntilAsync(() => _server.CountSockets() <= sockets, () => $"{_server.CountSockets()} sockets are open, {sockets} were");
        _server.LoggedErrors.Should().BeEmpty();
        beside[Calls * 99 / 100].Should().BeLessThan(Soon);
        await TestContext.Out.WriteLineAsync(
            $"{Connections * StreamsPerConnection} followers: {memory >> 20} MB before, {held >> 20} with them,"
            + $" {await _server.ResidentBytesAsync() >> 20} after; a call beside them took {beside[Calls / 2].TotalMilliseconds:0.0} ms,"
            + $" 99 % less than {beside[Calls * 99 / 100].TotalMilliseconds:0.0} ms");
    }

    private static byte[] Text(byte field, string text) => [(byte)((field << 3) | 2), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static List<(string Name, string Value)> Headers(string method) => WireServer.HeadersOf($"/userservice.UserService/{method}");

    private async Task<byte[]> CreateUserAsync()
    {
        var answer = await _server.CallAsync(
            Headers("CreateUser"), WireServer.Message([.. Text(1, "Ann"), .. Text(2, $"{Guid.NewGuid():N}@example.com")]));
        answer.ToString().Should().Be("Ok");
        var id = answer.Body.AsSpan(5); // after the prefix: field 1, as in every request
        id[0].Should().Be(0x0a);

        return id[..(2 + id[1])].ToArray();
    }

    private async Task RecordAsync(byte[] user) => (await _server.CallAsync(
        Headers("RecordActivity"), WireServer.Message([.. user, .. Text(2, "page.viewed")]))).ToString().Should().Be("Ok");

    // Ten callers, one call at a time each.
    private async Task<TimeSpan[]> CallManyAsync(byte[] user)
    {
        var latencies = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var mine = new List<TimeSpan>();
            using var connection = await _server.OpenAsync();
            for (var i = 0; i < Calls / 10; i++)
            {
                var time = Stopwatch.StartNew();
                (await _server.CallAsync(connection, Headers("GetUser"), WireServer.Message(user))).ToString().Should().Be("Ok");
                mine.Add(time.Elapsed);
            }

            return mine;
        }));

        return [.. latencies.SelectMany(one => one).Order()];
    }

    private async Task<FrameConnection> FollowAsync(byte[] user)
    {
        var connection = await _server.OpenAsync();
        var block = HeaderBlock.Encode(Headers("StreamUserActivity"));
        var message = WireServer.Message([.. user, 0x10, 1]); // follow
        for (var i = 0; i < StreamsPerConnection; i++)
        {
            var stream = connection.NextStream();
            await connection.SendAsync(Frames.Headers(stream, block), Frames.Data(stream, message));
        }

        return connection;
    }

    // One event for each stream.
    private static Task ReceiveAsync(IEnumerable<FrameConnection> followers) => Task.WhenAll(followers.Select(async connection =>
    {
        var streams = new HashSet<int>();
        while (streams.Count < StreamsPerConnection)
        {
            var frame = await connection.ReadAsync();
            frame.Should().NotBeNull("the connection stays open");
            if (frame!.Type == FrameType.Data)
            {
                streams.Add(frame.Stream).Should().BeTrue("no stream gets an event twice");
            }
            else
            {
                frame.EndsStream.Should().BeFalse("no stream ends");
            }
        }
    }));

    // Half of them cancel each stream, the others just go.
    private static async Task LeaveAsync(FrameConnection[] followers)
    {
        foreach (var (i, connection) in followers.Index())
        {
            if (i % 2 == 0)
            {
                await connection.SendAsync([.. Enumerable.Range(0, StreamsPerConnection).Select(stream => Frames.Reset((2 * stream) + 1))]);
                await connection.PingAsync();
            }

            connection.Dispose();
        }
    }
}
