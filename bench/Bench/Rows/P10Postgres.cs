using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Users in PostgreSQL, against the same statements on bare Npgsql.</summary>
internal sealed class P10Postgres : Row
{
    private const int Gets = 40_000;
    private const int Creates = 20_000;

    // A hundred calls at once are four statements at once, of 25 rows each.
    private const int RowsPerStatement = 25;
    private const int StatementsAtOnce = 4;

    public override string Id => "P10";

    public override string Title => "PostgreSQL";

    public override string Method =>
        "100 k users, 100 calls at once. GetUser: CPU of the server for each call, users at random; against an unary call of the "
        + "contract-first program plus the same statement on bare Npgsql, for as many ids as the server looks up at once. CreateUser: "
        + "calls a second, against users with their first event that bare Npgsql inserts, 25 rows in a statement. PostgreSQL shares "
        + "the core of the load, and does not wait for the disk.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        await using var postgres = await PostgresServer.StartAsync();
        var users = lab.Size(100_000);
        var database = await postgres.CreateDatabaseAsync();
        (string, string)[] settings = [("Storage__Provider", "Postgres"), ("Storage__ConnectionString", database)];
        await ImportAsync(lab, await lab.Data.ReadOnlyAsync(users), settings);
        await using var server = await Lab.StartAsync(lab.Programs.Server, settings);

        await MeasureGetAsync(lab, result, server, database, users);
        await MeasureCreateAsync(lab, result, server, database);
        await using var second = await Lab.StartAsync(lab.Programs.Server, settings);
        await MeasureTwoAsync(lab, result, server, second, users);
        result.Notes.Add(
            "How many more calls a second two servers answer than one (target: at least 1.8) takes a core for each server, one for "
            + "PostgreSQL and one for the load. With two cores, we measure the processor time of a call instead: two servers answer twice "
            + "as many calls as one, as far as a call costs them no more, and PostgreSQL has processor time left.");
        result.Notes.Add(
            "Profile of the server, GetUser: the kernel 36 %, .NET 18 %, Kestrel 9 %, the runtime 8 %, Npgsql 7 %, our own code 4 %. Up to 32 "
            + "creations that come at once are one statement and one transaction.");
    }

    private static async Task MeasureGetAsync(Lab lab, RowResult result, ServerProcess server, string database, int users)
    {
        var calls = lab.Count(Gets);
        await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst"));
        var get = new GrpcLoad(server.Port, "GetUser", Messages.GetAtRandom(users));
        var empty = new GrpcLoad(peer.Port, "GetUser", _ => Messages.GetUser(0));

        var series = await lab.InterleaveAsync(
            () => Lab.CpuAsync(server, calls, () => get.RunAsync(calls)),
            () => Lab.CpuAsync(peer, calls, () => empty.RunAsync(calls)),
            async () => (await RawStore.RunAsync(lab, "postgres-find", database, calls, RowsPerStatement)).Cpu,
            async () => (await RawStore.RunAsync(lab, "postgres-find", database, calls, 1)).Cpu);
        result.Add("GetUser: CPU", "µs", series[0]);
        result.Add("an unary call, contract-first: CPU", "µs", series[1]);
        result.Add($"bare Npgsql, {RowsPerStatement} ids a statement: CPU for each", "µs", series[2]);
        result.Add("bare Npgsql, an id a statement: CPU", "µs", series[3]);
        result.AddTarget("GetUser, CPU / call + bare Npgsql", series[0].DividedBy(series[1].Plus(series[2])).Median, 1.4);
    }

    private static async Task MeasureTwoAsync(Lab lab, RowResult result, ServerProcess first, ServerProcess second, int users)
    {
        var calls = lab.Count(Gets);

        var series = await lab.InterleaveAsync(
            () => Lab.CpuAsync(first, calls, () => GetAsync(first, calls)),
            async () =>
            {
                var ofSecond = 0.0;
                var ofFirst = await Lab.CpuAsync(first, calls, async () =>
                    ofSecond = await Lab.CpuAsync(second, calls, () => Task.WhenAll(GetAsync(first, calls / 2), GetAsync(second, calls / 2))));

                return ofFirst + ofSecond;
            });
        result.Add("GetUser, one server: CPU", "µs", series[0]);
        result.Add("GetUser, two servers: CPU of both", "µs", series[1]);
        result.AddTarget("GetUser, CPU of two servers / of one", series[1].DividedBy(series[0]).Median, 1.1);

        Task GetAsync(ServerProcess server, int count) => new GrpcLoad(server.Port, "GetUser", Messages.GetAtRandom(users)).RunAsync(count);
    }

    private static async Task MeasureCreateAsync(Lab lab, RowResult result, ServerProcess server, string database)
    {
        var calls = lab.Count(Creates);

        var series = await lab.InterleaveAsync(
            async () => (await new GrpcLoad(server.Port, "CreateUser", Messages.CreateUsers()).RunAsync(calls)).CallsPerSecond,
            async () => RowsPerStatement * StatementsAtOnce * 1e6
                / (await RawStore.RunAsync(lab, "postgres-users", database, calls, RowsPerStatement)).Transaction);
        result.Add("CreateUser, 100 at once", "calls/s", series[0]);
        result.Add("users inserted by bare Npgsql", "rows/s", series[1]);
        result.AddTarget("CreateUser / rows by bare Npgsql", series[0].DividedBy(series[1]).Median, 0.5, isMinimum: true);
    }

    private static async Task ImportAsync(Lab lab, string file, (string Name, string Value)[] settings)
    {
        var server = lab.Programs.Server;
        await using var import = await ServerProcess.RunAsync(
            server with { Arguments = [.. server.Arguments, $"--migrate-from=sqlite:{file}"] },
            settings.ToDictionary(one => one.Name, one => one.Value));
        if (await import.WaitForExitAsync(Patience.Limit) is not 0)
        {
            throw new InvalidOperationException($"The users were not imported: {string.Join('\n', import.Output.Concat(import.Errors))}");
        }
    }
}
