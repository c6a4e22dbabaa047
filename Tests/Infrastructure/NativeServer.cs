namespace CodeFirst.Tests.Infrastructure;

/// <summary>The natively published server.</summary>
public static class NativeServer
{
    /// <summary>Starts the server, and returns when it says where it listens.</summary>
    public static Task<ServerProcess> StartAsync(string databasePath) =>
        ServerProcess.StartAsync(NativeProgram.Server, Settings(databasePath, "0"));

    /// <summary>Runs a server that is to end by itself.</summary>
    public static async Task<CommandResult> RunAsync(string databasePath, string port = "0")
    {
        await using var server = await ServerProcess.RunAsync(NativeProgram.Server, Settings(databasePath, port));

        return new CommandResult(await server.WaitForExitAsync(Patience.Limit), Text(server.Output), Text(server.Errors));
    }

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    private static Dictionary<string, string> Settings(string databasePath, string port) => new()
    {
        ["PORT"] = port,
        ["Storage__ConnectionString"] = $"Data Source={databasePath}",
    };
}
