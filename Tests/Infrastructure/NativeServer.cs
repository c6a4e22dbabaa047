using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>The natively published server. These tests do not publish it: that takes minutes, and build/test.sh has done it.</summary>
public static class NativeServer
{
    private const string Variable = "CODEFIRST_SERVER";

    private static string Program
    {
        get
        {
            var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
                ? chosen
                : Path.Combine(Repository.Root, "out", "server", "CodeFirst.Server");

            return File.Exists(path)
                ? path
                : throw new FileNotFoundException(
                    $"No server at {path}: run `dotnet publish Server -c Release -r {RuntimeInformation.RuntimeIdentifier} -o out/server`"
                    + $" in {Repository.Root}, or set {Variable} to one.");
        }
    }

    /// <summary>Starts the server, and returns when it says where it listens.</summary>
    public static Task<ServerProcess> StartAsync(string databasePath) =>
        ServerProcess.StartAsync(new Command(Program), Settings(databasePath, "0"));

    /// <summary>Runs a server that is to end by itself.</summary>
    public static async Task<CommandResult> RunAsync(string databasePath, string port = "0")
    {
        await using var server = await ServerProcess.RunAsync(new Command(Program), Settings(databasePath, port));

        return new CommandResult(await server.WaitForExitAsync(Patience.Limit), Text(server.Output), Text(server.Errors));
    }

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    private static Dictionary<string, string> Settings(string databasePath, string port) => new()
    {
        ["PORT"] = port,
        ["Storage__ConnectionString"] = $"Data Source={databasePath}",
    };
}
