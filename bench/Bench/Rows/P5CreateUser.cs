using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;

namespace CodeFirst.Bench.Rows;

/// <summary>Creating users, each on disk before its answer.</summary>
internal sealed class P5CreateUser : Row
{
    private const int Calls = 20_000;

    private readonly List<double> _throughput = [];
    private readonly List<double> _throughputOfThousand = [];
    private readonly List<double> _spread = [];
    private readonly List<double> _latency = [];
    private readonly List<double> _rawTransaction = [];
    private readonly List<double> _emptyCall = [];

    public override string Id => "P5";

    public override string Title => "CreateUser, durable";

    public override string Method =>
        "Each round starts the server anew on a file of 1 k users. CPU for each call, 100 at once; against an unary call of the contract-first "
        + "program (GetUser from memory) plus the same rows inserted into SQLite in batches of 100, flushed at each commit. The slowest start counts.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst"));
        var calls = lab.Count(Calls);

        var series = await lab.InterleaveAsync(
            () => CreateAsync(lab, calls),
            () => Lab.CpuAsync(peer, calls, () => new GrpcLoad(peer.Port, "GetUser", _ => Messages.GetUser(0)).RunAsync(calls)),
            async () => (await RawStore.RunAsync(lab, "sqlite-users", lab.NewFile(), calls, 100)).Cpu,
            () => AloneAsync(lab, peer.Port));
        var reference = series[1].Plus(series[2]);
        var pairs = (Latency: Last(_latency, series[0]), Raw: Last(_rawTransaction, series[0]), Empty: Last(_emptyCall, series[0]));
        result.Add("CreateUser, 100 at once: CPU", "µs", series[0]);
        result.Add("an unary call, contract-first: CPU", "µs", series[1]);
        result.Add("the same rows in SQLite: CPU", "µs", series[2]);
        result.Add("CreateUser, 100 at once", "calls/s", Last(_throughput, series[0]));
        result.Add("CreateUser, 1,000 at once", "calls/s", Last(_throughputOfThousand, series[0]));
        result.Add("CreateUser, 100 at once: 99th percentile / median", "", Last(_spread, series[0]));
        result.Add("CreateUser, one at a time", "µs", pairs.Latency);
        result.Add("one transaction in SQLite", "µs", pairs.Raw);
        result.Add("an unary call, one at a time", "µs", pairs.Empty);
        result.AddTarget("CPU, slowest start", series[0].Largest / reference.Median, 1.6);
        result.AddTarget("99th percentile / median", Last(_spread, series[0]).Median, 3);
        result.AddTarget("one at a time / transaction + call", pairs.Latency.DividedBy(pairs.Raw.Plus(pairs.Empty)).Median, 1.3);
        result.AddTarget(
            "1,000 at once / 100 at once", Last(_throughputOfThousand, series[0]).DividedBy(Last(_throughput, series[0])).Median, 1.0, true);
        result.Notes.Add(
            "Profile of CreateUser, 100 at once: the kernel 36 % (writes and flushes of the log, sockets), SQLite 19 %, .NET 12 %, glibc 7 %, "
            + "the collector 7 %, Kestrel 5 %, our own code 3 %. Half of the time is in the thread that writes. Each user also gets a number "
            + "and its trigrams in the index of words, which the rows of the comparison do not have, and a commit gathers the calls that wait, "
            + "not always a hundred.");
    }

    // The round that warms up is in these lists too: it was the first.
    private static Series Last(List<double> values, Series like) => new([.. values.TakeLast(like.Values.Count)]);

    private async Task<double> CreateAsync(Lab lab, int calls)
    {
        await using var server = await lab.ServeAsync(await lab.Data.CopyAsync(lab.Size(1_000)));
        var load = new GrpcLoad(server.Port, "CreateUser", Messages.CreateUsers());
        await load.RunAsync(500);
        LoadResult? many = null;
        var cpu = await Lab.CpuAsync(server, calls, async () => many = await load.RunAsync(calls, first: 500));
        var thousand = await load.RunAsync(calls, connections: 20, streams: 50, first: 500 + calls);
        var alone = await load.RunAsync(lab.Count(1_000), 1, 1, first: 500 + (2 * calls));
        _throughput.Add(many!.CallsPerSecond);
        _spread.Add(many.Latencies.Percentile(99) / many.Latencies.Median);
        _throughputOfThousand.Add(thousand.CallsPerSecond);
        _latency.Add(alone.Latencies.Median * 1000);

        return cpu;
    }

    private async Task<double> AloneAsync(Lab lab, int peer)
    {
        var empty = await new GrpcLoad(peer, "GetUser", _ => Messages.GetUser(0)).RunAsync(lab.Count(1_000), 1, 1);
        _emptyCall.Add(empty.Latencies.Median * 1000);
        _rawTransaction.Add((await RawStore.RunAsync(lab, "sqlite-users", lab.NewFile(), lab.Count(1_000), 1)).Transaction);

        return _rawTransaction[^1];
    }
}
