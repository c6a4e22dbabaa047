using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Processes;

/// <summary>Finds the programs that run.sh has published, or that a build has made, and says on which core they run.</summary>
internal sealed class Programs(bool quick)
{
    // run.sh sets both, and runs this program on the second.
    private static readonly string? ServerCore = Environment.GetEnvironmentVariable("BENCH_SERVER_CORE");

    public Command Server => Pinned(Find("out/server/CodeFirst.Server", "CodeFirst.Server"));

    public Command Gateway => Pinned(Find("out/gateway/CodeFirst.Gateway", "CodeFirst.Gateway"));

    /// <summary>A program of bench/Peers, natively compiled.</summary>
    public Command Native(string peer, params string[] arguments) =>
        Pinned(Find($"out/bench/{peer}/CodeFirst.Bench.{peer}", $"CodeFirst.Bench.{peer}")) is var command
            ? command with { Arguments = [.. command.Arguments, .. arguments] }
            : command;

    /// <summary>A program of bench/Peers as `dotnet publish` makes it without native code.</summary>
    public static Command Jit(string peer, params string[] arguments)
    {
        var published = Path.Combine(Repository.Root, $"out/bench/{peer}.jit/CodeFirst.Bench.{peer}");
        var command = Pinned(File.Exists(published) ? published : Built($"CodeFirst.Bench.{peer}"));

        return command with { Arguments = [.. command.Arguments, .. arguments] };
    }

    // A quick run takes what is there: CI has published the server, and built the rest.
    private string Find(string published, string project)
    {
        var path = Path.Combine(Repository.Root, published);
        if (File.Exists(path))
        {
            return path;
        }

        return quick ? Built(project) : throw new FileNotFoundException($"{path} is missing: start the benchmarks with bench/run.sh.");
    }

    private static string Built(string project)
    {
        var path = Path.Combine(Repository.Root, $"artifacts/bin/{project}/release/{project}");

        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing: run `dotnet build --configuration Release` in {Repository.Root}.");
    }

    private static Command Pinned(string path) =>
        ServerCore is { Length: > 0 } core ? new Command("taskset", "-c", core, path) : new Command(path);
}
