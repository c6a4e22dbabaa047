using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>A thousand streams that follow one user.</summary>
internal sealed class P8Follow : Row
{
    private const int EventsPerSecond = 100;

    public override string Id => "P8";

    public override string Title => "1,000 followers";

    public override string Method =>
        "1,000 streams on 10 connections follow one user, whose activity gets 100 events a second for five seconds each round. CPU of the "
        + "server for each event that it delivers, against an event of a replay by the same server (P7).";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var (events, stored) = (lab.Options.Quick ? 20 : 500, lab.Size(100_000));
        var followers = lab.Options.Quick ? 50 : 1_000;
        await using var server = await lab.ServeAsync(await lab.Data.CopyAsync(lab.Size(1_000)));
        await using var replaying = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(lab.Size(1_000), stored));
        using var streams = await Followers.StartAsync(server.Port, followers, after: 0);
        var latencies = new List<double>();

        var series = await lab.InterleaveAsync(
            () => DeliverAsync(server, streams, followers, events, latencies),
            () => P7Replay.ReplayAsync(replaying, stored));
        result.Add("an event to one follower: CPU", "µs", series[0]);
        result.Add("an event of a replay: CPU", "µs", series[1]);
        var ofRounds = new Series([.. latencies.Skip(1)]);
        result.Add("from sending an event to receiving it: 99th percentile", "ms", ofRounds);
        result.AddTarget("99th percentile, ms", ofRounds.Median, 50);
        result.AddTarget("CPU / an event of a replay", series[0].DividedBy(series[1]).Median, 1.3);
        result.Notes.Add(
            "Profile of the delivery: .NET 27 %, Kestrel 20 %, our own code 12 %, the kernel 11 %, the runtime 9 %, pipelines 8 %, grpc-dotnet "
            + "6 %, protobuf-net 6 %. A replay fills frames and packets with many events; here each event is a frame, a flush and often a "
            + "packet of its own for each follower. Only a delay would gather them.");
    }

    private static async Task<double> DeliverAsync(
        ServerProcess server, Followers streams, int followers, int events, List<double> latencies)
    {
        using var recording = await GrpcStreams.ConnectAsync(server.Port);

        return await Lab.CpuAsync(server, followers * events, async () =>
        {
            var receiving = streams.ReceiveAsync(events);
            await recording.ExchangeAsync("RecordActivity", _ => Messages.Record(Followers.Stamp()), events, events, EventsPerSecond);
            latencies.Add((await receiving).Percentile(99));
        });
    }
}
