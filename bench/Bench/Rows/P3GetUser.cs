using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;

namespace CodeFirst.Bench.Rows;

/// <summary>Reading one user: of one, of five thousand, of a hundred thousand, of a million.</summary>
internal sealed class P3GetUser : Row
{
    private const int Calls = 40_000;

    private static readonly (string Name, int Users, double Limit)[] Sizes =
        [("one user", 1, 1.3), ("5 k", 5_000, 1.3), ("100 k", 100_000, 1.3), ("1 M at random", 1_000_000, 1.5)];

    public override string Id => "P3";

    public override string Title => "GetUser";

    public override string Method =>
        "CPU of the server for each call, 10 connections with 10 streams, users at random; against the contract-first program, native, "
        + "that has the same users in memory (for 1 M users, 100 k). One user: h2load.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        foreach (var (name, users, limit) in lab.Options.Quick ? Sizes.Take(2) : Sizes)
        {
            var size = lab.Size(users);
            await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(size));
            await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst", $"--users={Math.Min(size, 100_000)}"));
            var ours = Load(server.Port, size);
            var theirs = Load(peer.Port, Math.Min(size, 100_000));
            var calls = lab.Count(Calls);

            var series = await lab.InterleaveAsync(
                () => Lab.CpuAsync(server, calls, () => ours(calls)),
                () => Lab.CpuAsync(peer, calls, () => theirs(calls)));
            result.Add($"{name}, from the store", "µs", series[0]);
            result.Add($"{name}, contract-first from memory", "µs", series[1]);
            result.AddTarget(name, series[0].DividedBy(series[1]).Median, limit);
        }

        await MeasureJitAsync(lab, result);
        result.Notes.Add(
            "Profile of GetUser at random: the kernel 31 %, .NET 17 %, Kestrel 14 %, SQLite 7 %, the runtime 6 %, the collector 4 %, our own "
            + "code 3 %, protobuf-net 3 %, grpc-dotnet 3 %. The peer has no store, and nothing around a "
            + "call: no limits, deadlines, or errors with details. A user who is not in memory is read from SQLite, on the thread of the call.");
    }

    private static Func<int, Task> Load(int port, int users)
    {
        if (users == 1)
        {
            return calls => H2Load.GrpcAsync(port, "GetUser", Messages.GetUser(0), calls);
        }

        var load = new GrpcLoad(port, "GetUser", Messages.GetAtRandom(users));
        var next = 0;

        // On, so that no run asks for the same users again.
        return calls => load.RunAsync(calls, first: (next += calls) - calls);
    }

    private static async Task MeasureJitAsync(Lab lab, RowResult result)
    {
        var calls = lab.Count(Calls);
        await using var contractFirst = await Lab.StartAsync(Processes.Programs.Jit("ContractFirst"));
        await using var reflective = await Lab.StartAsync(Processes.Programs.Jit("Reflective"));
        var series = await lab.InterleaveAsync(
            () => Lab.CpuAsync(contractFirst, calls, () => H2Load.GrpcAsync(contractFirst.Port, "GetUser", Messages.GetUser(0), calls)),
            () => Lab.CpuAsync(reflective, calls, () => H2Load.GrpcAsync(reflective.Port, "GetUser", Messages.GetUser(0), calls)));
        result.Add("one user, contract-first, JIT, from memory", "µs", series[0]);
        result.Add("one user, protobuf-net.Grpc by itself, JIT, from memory", "µs", series[1]);
    }
}
