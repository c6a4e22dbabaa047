using System.Diagnostics;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Everything that callers do, again and again for an hour. Each call must succeed.</summary>
internal sealed class SoakRow : Row
{
    private const int Users = 100_000;
    private const int Following = 500;
    private const int Visitors = 100;
    private const int Events = 40;
    private const int Gets = 2_000;
    private const int Lists = 100;
    private const int ShortLived = 50;
    private const int Dropped = 50;
    private const int Unfinished = 20; // 40 s: its deadline passes
    private const int JsonGets = 200;
    private const int CallsOfATurn = Gets + Lists + (3 * ShortLived) + JsonGets + 1 + Visitors;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    private readonly Queue<Http2Connection> _unfinished = [];

    public override string Id => "SOAK";

    public override string Title => "An hour of mixed load";

    public override string Method =>
        "Our server on a file of 100 k users. 500 streams follow a user all the time. Every two seconds: 40 events for them; 100 more followers "
        + "that leave after the first event; 2,000 GetUser at random, 100 pages, 200 GET of JSON; 50 users who are created, changed and deleted; "
        + "50 connections that break in the middle of a call, and one that never finishes its request. A call that fails ends the row.";

    public override bool IsByHand => true;

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var duration = lab.Options.Quick ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(lab.Options.Minutes);
        await using var server = await lab.ServeAsync(await lab.Data.CopyAsync(lab.Size(Users)));
        var (turns, samples) = (0, new List<Sample>());
        try
        {
            using var followers = await Followers.StartAsync(server.Port, Following, after: 0);
            using var recording = await GrpcStreams.ConnectAsync(server.Port);
            var calls = new UserService.UserServiceClient(server.Connect());
            var gets = new GrpcLoad(server.Port, "GetUser", Messages.GetAtRandom(lab.Size(Users)));
            var watch = Stopwatch.StartNew();
            var latencies = new List<double>();
            while (watch.Elapsed < duration)
            {
                var begun = watch.Elapsed;
                latencies.AddRange(await TakeTurnAsync(server, followers, recording, gets, calls, turns++));
                if (watch.Elapsed >= duration * (samples.Count + 1) / 60)
                {
                    samples.Add(Sample.Take(server, watch.Elapsed, new Series([.. latencies])));
                    latencies.Clear();
                }

                await Task.Delay(lab.Options.Quick ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(0, (begun + Turn - watch.Elapsed).Ticks)));
            }
        }
        finally
        {
            while (_unfinished.TryDequeue(out var connection))
            {
                connection.Dispose();
            }
        }

        Add(result, samples, turns, await RestAsync(lab, server));
    }

    private async Task<IReadOnlyList<double>> TakeTurnAsync(
        ServerProcess server, Followers followers, GrpcStreams recording, GrpcLoad gets, UserService.UserServiceClient calls, int turn)
    {
        var receiving = followers.ReceiveAsync(Events);
        await recording.ExchangeAsync("RecordActivity", _ => Messages.Record(Followers.Stamp()), Events, Events);
        await receiving;
        using (var visitors = await Followers.StartAsync(server.Port, Visitors, after: (turn + 1L) * Events - 1))
        {
            await visitors.ReceiveAsync(1);
        }

        var got = await gets.RunAsync(Gets, first: turn * Gets);
        await new GrpcLoad(server.Port, "ListUsers", _ => Messages.ListUsers(50)).RunAsync(Lists);
        await H2Load.GetAsync(server.Port, $"/v1/users/{SampleData.UserId(turn % 100)}", JsonGets, H2Load.Http1);
        await Task.WhenAll(Enumerable.Range(0, ShortLived).Select(_ => LiveShortlyAsync(calls)));
        await Task.WhenAll(Enumerable.Range(0, Dropped).Select(_ => BreakAsync(server.Port)));
        await LeaveUnfinishedAsync(server.Port);

        return got.Latencies.Values;
    }

    private static async Task LiveShortlyAsync(UserService.UserServiceClient calls)
    {
        var request = new CreateUserRequest { Name = "A short life", Email = $"{Guid.NewGuid():N}@example.com", Role = "guest" };
        var user = await calls.CreateUserAsync(request, deadline: Patience.Deadline);
        await calls.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "A changed life" }, deadline: Patience.Deadline);
        await calls.DeleteUserAsync(new DeleteUserRequest { Id = user.Id }, deadline: Patience.Deadline);
    }

    private static async Task BreakAsync(int port)
    {
        using var connection = await Http2Connection.ConnectAsync(port);
        connection.Send(connection.Begin(Http2Connection.HeadersFor("ListUsers")), Messages.ListUsers(50).Span, ends: true);
        await connection.FlushAsync();
    }

    private async Task LeaveUnfinishedAsync(int port)
    {
        var connection = await Http2Connection.ConnectAsync(port);
        connection.Begin(Http2Connection.HeadersFor("CreateUser"));
        await connection.FlushAsync();
        _unfinished.Enqueue(connection);
        if (_unfinished.Count > Unfinished)
        {
            _unfinished.Dequeue().Dispose();
        }
    }

    // Some calls, so that the collector has a reason to run.
    private static async Task<Sample> RestAsync(Lab lab, ServerProcess server)
    {
        await new GrpcLoad(server.Port, "GetUser", _ => Messages.GetUser(0)).RunAsync(lab.Count(20_000));
        await Task.Delay(lab.Options.Quick ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromMinutes(1));

        return Sample.Take(server, TimeSpan.Zero, new Series([0]));
    }

    private static void Add(RowResult result, List<Sample> samples, int turns, Sample rest)
    {
        var early = samples[samples.Count / 10];
        result.Add("memory", "MB", Of(sample => sample.Megabytes));
        result.Add("memory a minute later, without callers", "MB", new Series([rest.Megabytes]));
        result.Add("open connections", "", Of(sample => sample.Connections));
        result.Add("the same a minute later, without callers", "", new Series([rest.Connections]));
        result.Add("threads", "", Of(sample => sample.Threads));
        result.Add("GetUser: 99th percentile", "ms", Of(sample => sample.Latency));
        result.Add("calls and streams in all", "", new Series([(double)turns * CallsOfATurn]));
        result.Add("events delivered", "", new Series([(double)turns * Events * Following]));
        result.AddTarget("memory at the end / after a tenth of the time", samples[^1].Megabytes / early.Megabytes, 1.1);
        result.AddTarget("open connections at the end / after a tenth of the time", samples[^1].Connections / early.Connections, 1.1);
        foreach (var sample in samples)
        {
            result.Course.Add(new CoursePoint("memory, MB", sample.At.TotalMinutes, sample.Megabytes));
            result.Course.Add(new CoursePoint("open connections", sample.At.TotalMinutes, sample.Connections));
        }

        Series Of(Func<Sample, double> value) => new([.. samples.Select(value)]);
    }

    private sealed record Sample(TimeSpan At, double Megabytes, double Connections, double Threads, double Latency)
    {
        public static Sample Take(ServerProcess server, TimeSpan at, Series latencies) => new(
            at,
            MemoryUse.Read(server.Id).Resident,
            server.CountSockets(),
            Directory.EnumerateDirectories($"/proc/{server.Id}/task").Count(),
            latencies.Percentile(99));
    }
}
