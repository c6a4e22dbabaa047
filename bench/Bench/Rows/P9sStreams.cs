using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>What a long stream and a large contract cost over HTTP.</summary>
internal sealed class P9sStreams : Row
{
    private const int Events = 1_000_000;
    private const int Methods = 300;

    public override string Id => "P9S";

    public override string Title => "JSON: long streams, large contracts";

    public override string Method =>
        "Private memory of the server after a stream of 1 M events as JSON, a line each, and before it, after 100 k of them. Start: processor "
        + "time until the first answer of a program with routes for a contract of 301 methods, against one method.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        await MeasureMemoryAsync(lab, result);
        await MeasureStartAsync(lab, result);
    }

    private static async Task MeasureMemoryAsync(Lab lab, RowResult result)
    {
        var events = lab.Size(Events);
        var some = events / 10;
        await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(lab.Size(1_000), events));
        await StreamAsync(server, after: events - some, some);
        var before = MemoryUse.Read(server.Id).Private;

        var series = await lab.InterleaveAsync(async () =>
        {
            await StreamAsync(server, after: 0, events);

            return MemoryUse.Read(server.Id).Private;
        });
        result.Add("memory after 100 k messages", "MB", new Series([before]));
        result.Add("memory after 1 M messages", "MB", series[0]);
        result.AddTarget("memory after 1 M messages / after 100 k", series[0].Median / before, 1.1);
    }

    private static async Task MeasureStartAsync(Lab lab, RowResult result)
    {
        var series = await lab.InterleaveAsync(() => StartAsync(lab, 1), () => StartAsync(lab, Methods + 1));
        result.Add("start with one method", "ms", series[0]);
        result.Add("start with 301 methods", "ms", series[1]);
        result.AddTarget("ms of start for 100 methods", (series[1].Median - series[0].Median) * 100 / Methods, 2);
        result.Notes.Add(
            "Two thirds of the time of a large contract are in FileDescriptor.BuildFromByteStrings of Google.Protobuf, which makes an "
            + "object for each message and field. The routes take the rest.");
    }

    private static async Task<double> StartAsync(Lab lab, int methods)
    {
        await using var peer = await Lab.StartAsync(lab.Programs.Native("Tools", lab.ContractOf(methods)));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var response = await http.GetAsync(new Uri($"{peer.Address}/nothing")); // routes are looked for: all of them are known

        return CpuClock.Read(peer.Id).TotalMilliseconds;
    }

    private static async Task StreamAsync(ServerProcess server, int after, int expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience.LongLimit };
        var address = new Uri($"{server.Address}/v1/users/{SampleData.UserId(0)}/activity?after_sequence={after}");
        await using var body = await http.GetStreamAsync(address);
        var buffer = new byte[1 << 16];
        var lines = 0;
        while (await body.ReadAsync(buffer) is var count and > 0)
        {
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
        }

        if (lines != expected)
        {
            throw new InvalidOperationException($"{lines} messages came instead of {expected}.");
        }
    }
}
