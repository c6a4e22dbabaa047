using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>JSON in the service, against endpoints that are written by hand.</summary>
internal sealed class P9Json : Row
{
    private const int Gets = 40_000;
    private const int Lists = 5_000;
    private const int Posts = 10_000;

    private const string Ours = "/v1/users";
    private const string ByHand = "/hand/users";

    public override string Id => "P9";

    public override string Title => "JSON in the service";

    public override string Method =>
        "CPU of the server for each request over HTTP/1.1: the routes of the contract, against minimal APIs with source-generated JSON on "
        + "the same service, in one process and on one store of 5 k users. h2load, 10 connections, a request at a time on each; pipelined: "
        + "10 on each. POST: 100 at once, durable, a new start on a new file each round.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        await MeasureReadsAsync(lab, result);

        var calls = lab.Count(Posts);
        var series = await lab.InterleaveAsync(() => PostAsync(lab, Ours, calls), () => PostAsync(lab, ByHand, calls));
        Add(result, "POST", series[0], series[1], 1.1);
        result.Notes.Add(
            "Profile of the list: reading the answer's bytes and writing JSON 22 %, .NET's strings and UTF-8 22 %, protobuf-net 9 %, the kernel "
            + "9 %, SQLite 7 %, the runtime 6 %. By hand: .NET 20 %, System.Text.Json 14 %, the kernel 14 %, SQLite 9 %, Kestrel 8 %. A route's "
            + "answer is a protobuf message first, so that each contract and each model of protobuf-net can have routes: what that message "
            + "costs, and the pass over it, are the difference. Of a GET, the kernel has 45 %, .NET 14 %, ASP.NET Core 10 %, the routes 7 %.");
    }

    private static async Task MeasureReadsAsync(Lab lab, RowResult result)
    {
        var user = $"/{SampleData.UserId(0)}";
        const string page = "?page_size=100";
        await using var server = await Lab.ServeAsync(lab.Programs.Native("Endpoints"), await lab.Data.ReadOnlyAsync(lab.Size(5_000)));
        await Answers.CheckAlikeAsync(server, Ours + user, server, ByHand + user);
        await Answers.CheckAlikeAsync(server, Ours + page, server, ByHand + page);

        var series = await lab.InterleaveAsync(
            () => GetAsync(lab, server, Ours + user, Gets, H2Load.Http1),
            () => GetAsync(lab, server, ByHand + user, Gets, H2Load.Http1),
            () => GetAsync(lab, server, Ours + user, Gets, H2Load.Http1Pipelined),
            () => GetAsync(lab, server, ByHand + user, Gets, H2Load.Http1Pipelined),
            () => GetAsync(lab, server, Ours + page, Lists, H2Load.Http1),
            () => GetAsync(lab, server, ByHand + page, Lists, H2Load.Http1));
        Add(result, "GET", series[0], series[1], 1.15);
        Add(result, "GET, pipelined", series[2], series[3], 1.15);
        Add(result, "list of 100", series[4], series[5], 1.0);
    }

    /// <summary>Returns the microseconds of CPU for each GET of the path.</summary>
    public static Task<double> GetAsync(Lab lab, ServerProcess process, string path, int calls, string[] options) =>
        Lab.CpuAsync(process, lab.Count(calls), () => H2Load.GetAsync(process.Port, path, lab.Count(calls), options));

    private static async Task<double> PostAsync(Lab lab, string path, int calls)
    {
        var warmUp = lab.Count(500);
        await using var server = await Lab.ServeAsync(lab.Programs.Native("Endpoints"), await lab.Data.CopyAsync(lab.Size(1_000)));
        var load = new HttpLoad(server.Port, path, Messages.CreateUsersAsJson());
        await load.RunAsync(warmUp);

        return await Lab.CpuAsync(server, calls, () => load.RunAsync(calls, first: warmUp));
    }

    private static void Add(RowResult result, string what, Series ours, Series byHand, double limit)
    {
        result.Add($"{what}, route of the contract", "µs", ours);
        result.Add($"{what}, by hand", "µs", byHand);
        result.AddTarget(what, ours.DividedBy(byHand).Median, limit);
    }
}
