using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Reading the whole activity of a user.</summary>
internal sealed class P7Replay : Row
{
    private const int Streams = 3;

    public override string Id => "P7";

    public override string Title => "Replay of 100 k events";

    public override string Method =>
        "CPU of the server for each event of StreamUserActivity, one stream after the other; against the contract-first program, native, "
        + "that streams the same events from memory. Memory: after all rounds / after the first.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var events = lab.Size(100_000);
        await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(lab.Size(1_000), events));
        await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst", $"--events={events}"));
        await ReplayAsync(server, events);
        var before = MemoryUse.Read(server.Id).Resident;

        var series = await lab.InterleaveAsync(() => ReplayAsync(server, events), () => ReplayAsync(peer, events));
        result.Add("an event, from the store", "µs", series[0]);
        result.Add("an event, contract-first from memory", "µs", series[1]);
        result.Add("memory after the first replay", "MB", new Series([before]));
        result.Add("memory after all", "MB", new Series([MemoryUse.Read(server.Id).Resident]));
        result.AddTarget("CPU", series[0].DividedBy(series[1]).Median, 1.4);
        result.AddTarget("memory after all / after the first", MemoryUse.Read(server.Id).Resident / before, 1.2);
    }

    public static Task<double> ReplayAsync(ServerProcess process, int events) =>
        Lab.CpuAsync(process, events * Streams, async () =>
        {
            using var streams = await GrpcStreams.ConnectAsync(process.Port);
            for (var i = 1; i <= Streams; i++)
            {
                await streams.BeginAsync("StreamUserActivity", Messages.Activity(follow: false), 1);
                await streams.ReceiveAsync();
                if (streams.Messages != (long)events * i)
                {
                    throw new InvalidOperationException($"{i} replays of {events} events gave {streams.Messages}.");
                }
            }
        });
}
