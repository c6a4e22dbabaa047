using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Memory: idle, after load, with many followers; and what it consists of.</summary>
internal sealed class P2Memory : Row
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public override string Id => "P2";

    public override string Title => "Memory";

    public override string Method =>
        "Resident memory of the server, each time of a new process on a file of 100 k users, three seconds after: the first answer; 100 k GetUser "
        + "at random, 5 k pages and 20 k CreateUser; 1,000 and 10,000 streams that follow one user and have received ten events.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var users = lab.Size(100_000);
        var (some, many) = lab.Options.Quick ? (50, 200) : (1_000, 10_000);
        var idle = await MeasureAsync(lab, result, "idle", server => FirstAnswerAsync(server.Port));
        var loaded = await MeasureAsync(lab, result, "loaded", server => LoadAsync(lab, server.Port, users));
        var thousand = await MeasureAsync(lab, result, $"{some:#,0} followers", server => FollowAsync(server.Port, some));
        var tenThousand = await MeasureAsync(lab, result, $"{many:#,0} followers", server => FollowAsync(server.Port, many));
        await using (var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst")))
        {
            await FirstAnswerAsync(peer.Port);
            await Task.Delay(Rest);
            Add(result, "contract-first, native, idle", [MemoryUse.Read(peer.Id)]);
        }

        result.AddTarget("MB idle", idle, 37);
        result.AddTarget("MB loaded", loaded, 75);
        result.AddTarget($"MB with {some:#,0} followers", thousand, 75);
        result.AddTarget($"MB with {many:#,0} followers", tenThousand, 200);
        result.Notes.Add(
            "Private is what no file backs: the heap of the collector, the memory of SQLite (glibc's heap), stacks. Files are the program "
            + "itself, its libraries and mapped parts of the database. Of an idle server, 13.7 MB are types that a native program expands at "
            + "its start, used or not.");
        result.Notes.Add(
            "When calls have stopped for 10 to 20 seconds, the server runs the collector once and gives memory back, except on Cloud Run: by "
            + "hand, a native server on SQLite went from 80 MB after 100 k lists of JSON to 56 MB, in 7 ms.");
    }

    // Three processes: where memory ends up depends on luck too.
    private static async Task<double> MeasureAsync(Lab lab, RowResult result, string when, Func<ServerProcess, Task<IDisposable?>> use)
    {
        var measured = new List<MemoryUse>();
        for (var i = 0; i < (lab.Options.Quick ? 1 : 3); i++)
        {
            await using var server = await lab.ServeAsync(await lab.Data.CopyAsync(lab.Size(100_000)));
            using var held = await use(server);
            await Task.Delay(lab.Options.Quick ? TimeSpan.FromMilliseconds(100) : Rest);
            measured.Add(MemoryUse.Read(server.Id));
        }

        return Add(result, when, measured);
    }

    private static double Add(RowResult result, string when, List<MemoryUse> measured)
    {
        result.Add($"{when}: private", "MB", new Series([.. measured.Select(one => one.Private)]));
        result.Add($"{when}: of that, glibc's heap", "MB", new Series([.. measured.Select(one => one.Malloc)]));
        result.Add($"{when}: files", "MB", new Series([.. measured.Select(one => one.File)]));
        result.Add($"{when}: of that and of private, the program", "MB", new Series([.. measured.Select(one => one.Program)]));

        return result.Add($"{when}: all", "MB", new Series([.. measured.Select(one => one.Resident)])).Median;
    }

    private static async Task<IDisposable?> FirstAnswerAsync(int port)
    {
        await new GrpcLoad(port, "GetUser", _ => Messages.GetUser(0)).CallAsync();

        return null;
    }

    private static async Task<IDisposable?> LoadAsync(Lab lab, int port, int users)
    {
        await new GrpcLoad(port, "GetUser", Messages.GetAtRandom(users)).RunAsync(lab.Count(100_000));
        await new GrpcLoad(port, "ListUsers", _ => Messages.ListUsers(50)).RunAsync(lab.Count(5_000));
        await new GrpcLoad(port, "CreateUser", Messages.CreateUsers()).RunAsync(lab.Count(20_000));

        return null;
    }

    private static async Task<IDisposable?> FollowAsync(int port, int count)
    {
        const int Events = 10;
        var followers = await Followers.StartAsync(port, count, after: 0);
        var receiving = followers.ReceiveAsync(Events);
        using var recording = await GrpcStreams.ConnectAsync(port);
        await recording.ExchangeAsync("RecordActivity", _ => Messages.Record(Followers.Stamp()), Events, Events);
        await receiving;

        return followers;
    }
}
