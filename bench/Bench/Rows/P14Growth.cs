using System.Globalization;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>How the figures of other rows grow with the number of users.</summary>
internal sealed class P14Growth : Row
{
    private const int Gets = 40_000;
    private const int Lists = 5_000;
    private const int Creates = 10_000;

    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];
    private static readonly int[] LargeSizes = [.. Sizes, 10_000_000];

    public override string Id => "P14";

    public override string Title => "Growth";

    public override string Method =>
        "Our server on files of different sizes, which take turns in every round. First answer as in P1. CPU of each call: GetUser at "
        + "random as in P3; ListUsers of 50 as in P4; CreateUser, 100 at once, as in P5, but on one start for all rounds; JSON of one user "
        + "and of 100 as in P9; a search for a word that one user has as in P4S.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        // A quick run has its own: what it makes of these is one size.
        var sizes = lab.Options.Quick ? [200, 1_000] : lab.Options.Large ? LargeSizes : Sizes;
        await MeasureStartsAsync(lab, result, sizes);
        await MeasureReadsAsync(lab, result, sizes);
        await MeasureCreationAsync(lab, result, sizes);
        result.Notes.Add(
            "What grows: GetUser, first when there are more users than the 10 thousand that are kept in memory, and then with the depth of SQLite's tree "
            + "and the pages that are not in its cache, which is about the logarithm of the number of users. Search in proportion to the number of users: it reads the lists of a few trigrams, each as long as there are users who have it.");
    }

    private static async Task MeasureStartsAsync(Lab lab, RowResult result, int[] sizes)
    {
        var files = new List<string>();
        foreach (var size in sizes)
        {
            files.Add(await lab.Data.ReadOnlyAsync(size));
        }

        var cpu = new List<double>();
        Add(result, "First answer", "ms", sizes, await lab.InterleaveAsync([.. files.Select(file => (Func<Task<double>>)(() =>
            P1FirstAnswer.StartsAsync(lab, lab.Programs.Server, cpu, ("Storage__ConnectionString", $"Data Source={file}"))))]));
    }

    private static async Task MeasureReadsAsync(Lab lab, RowResult result, int[] sizes)
    {
        var servers = new List<ServerProcess>();
        try
        {
            foreach (var size in sizes)
            {
                servers.Add(await lab.ServeAsync(await lab.Data.ReadOnlyAsync(size)));
            }

            var places = Enumerable.Range(0, sizes.Length).ToArray();
            var gets = places.Select(i => Continue(new GrpcLoad(servers[i].Port, "GetUser", Messages.GetAtRandom(sizes[i])))).ToArray();
            var searches = places
                .Select(i => (Calls: new UserService.UserServiceClient(servers[i].Connect()), Word: WordOfOne(sizes[i])))
                .ToArray();
            var page = Messages.ListUsers(50);
            await AddAsync("GetUser", "µs", i => Lab.CpuAsync(servers[i], lab.Count(Gets), () => gets[i](lab.Count(Gets))));
            await AddAsync("ListUsers(50)", "µs", i => P4ListUsers.CpuAsync(lab, servers[i], page, Lists));
            await AddAsync("JSON, one user", "µs", i => P9Json.GetAsync(
                lab, servers[i], $"/v1/users/{SampleData.UserId(sizes[i] / 2)}", Gets, H2Load.Http1));
            await AddAsync("JSON, 100 users", "µs", i => P9Json.GetAsync(lab, servers[i], "/v1/users?page_size=100", Lists, H2Load.Http1));
            await AddAsync(
                "Search", "µs", async i => 1000 * await P4sSearch.CpuAsync(lab, servers[i], searches[i].Calls, searches[i].Word));

            async Task AddAsync(string what, string unit, Func<int, Task<double>> measure) => Add(
                result, what, unit, sizes, await lab.InterleaveAsync([.. places.Select(i => (Func<Task<double>>)(() => measure(i)))]));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task MeasureCreationAsync(Lab lab, RowResult result, int[] sizes)
    {
        var calls = lab.Count(Creates);
        var servers = new List<ServerProcess>();
        try
        {
            var variants = new List<Func<Task<double>>>();
            foreach (var size in sizes)
            {
                var server = await lab.ServeAsync(await lab.Data.CopyAsync(size));
                servers.Add(server);
                var create = Continue(new GrpcLoad(server.Port, "CreateUser", Messages.CreateUsers()));
                variants.Add(() => Lab.CpuAsync(server, calls, () => create(calls)));
            }

            Add(result, "CreateUser", "µs", sizes, await lab.InterleaveAsync([.. variants]));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    // On, so that no run asks for the same again.
    private static Func<int, Task> Continue(GrpcLoad load)
    {
        var next = 0;

        return calls => load.RunAsync(calls, first: (next += calls) - calls);
    }

    private static string WordOfOne(int users) =>
        $"\"{SampleData.Name(users - 1).Split(' ')[1]} {(users - 1).ToString(CultureInfo.InvariantCulture)}\"";

    private static void Add(RowResult result, string what, string unit, int[] sizes, Series[] series)
    {
        foreach (var (i, size) in sizes.Index())
        {
            result.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {Charts.Size(size)} users"), unit, series[i]);
            result.Growth.Add(new GrowthPoint(what, size, series[i].Median));
        }

        result.AddTarget(
            $"{what}: {Charts.Size(sizes[^1])} / {Charts.Size(sizes[0])} users", series[^1].DividedBy(series[0]).Median, 1.2);
    }
}
