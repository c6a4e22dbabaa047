using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Recording events on one stream, each on disk before its answer.</summary>
internal sealed class P6RecordActivity : Row
{
    private const int Events = 50_000;
    private const int Ahead = 256;

    public override string Id => "P6";

    public override string Title => "RecordActivity, durable";

    public override string Method =>
        "CPU of the server for each event, one stream that is up to 256 events ahead of its answers, a new file and a new start each round; "
        + "against the same stream of the contract-first program plus the same rows inserted into SQLite in batches of 256.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var events = lab.Count(Events);
        await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst"));

        var series = await lab.InterleaveAsync(
            () => RecordAsync(lab, events),
            () => RecordAsync(peer, events),
            async () => (await RawStore.RunAsync(lab, "sqlite-events", lab.NewFile(), events, Ahead)).Cpu);
        result.Add("RecordActivity: CPU", "µs", series[0]);
        result.Add("the same stream, contract-first: CPU", "µs", series[1]);
        result.Add("the same rows in SQLite: CPU", "µs", series[2]);
        result.AddTarget("CPU", series[0].DividedBy(series[1].Plus(series[2])).Median, 1.6);
    }

    private static async Task<double> RecordAsync(Lab lab, int events)
    {
        await using var server = await lab.ServeAsync(await lab.Data.CopyAsync(lab.Size(1_000)));
        await RecordAsync(server, events / 10);

        return await RecordAsync(server, events);
    }

    private static async Task<double> RecordAsync(ServerProcess process, int events)
    {
        using var stream = await GrpcStreams.ConnectAsync(process.Port);
        var requests = Enumerable.Range(0, 1_000).Select(i => Messages.Record(SampleData.Description(i))).ToArray();

        return await Lab.CpuAsync(process, events, () => stream.ExchangeAsync("RecordActivity", i => requests[i % 1_000], events, Ahead));
    }
}
