using System.Diagnostics;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>The natively published server.</summary>
public static class NativeServer
{
    /// <summary>Starts the server, and returns when it says where it listens.</summary>
    public static Task<ServerProcess> StartAsync(string databasePath, string port = "0") =>
        ServerProcess.StartAsync(NativeProgram.Server, Settings(databasePath, port));

    /// <summary>Starts the server on a database in PostgreSQL.</summary>
    public static Task<ServerProcess> StartOnPostgresAsync(string connectionString, params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(NativeProgram.Server, PostgresSettings(connectionString, settings));

    /// <summary>Runs a server that is to end by itself.</summary>
    public static Task<CommandResult> RunAsync(string databasePath, string port = "0") => RunAsync([], Settings(databasePath, port));

    /// <summary>Runs a server on a database in PostgreSQL that is to end by itself.</summary>
    public static Task<CommandResult> RunOnPostgresAsync(string connectionString, params string[] arguments) =>
        RunAsync(arguments, PostgresSettings(connectionString, []));

    /// <summary>Starts a server on a database in PostgreSQL that is to end by itself, and does not wait for that.</summary>
    public static Process BeginOnPostgres(string connectionString, params string[] arguments)
    {
        var settings = PostgresSettings(connectionString, [])
            .Select(one => $"--{one.Key.Replace("__", ":", StringComparison.Ordinal)}={one.Value}");

        return Command.Start(NativeProgram.Server with { Arguments = [.. arguments, .. settings] });
    }

    /// <summary>Runs a server that is to end by itself, with these settings and no others.</summary>
    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        await using var server = await ServerProcess.RunAsync(NativeProgram.Server with { Arguments = arguments }, settings);

        return new CommandResult(await server.WaitForExitAsync(Patience.Limit), Text(server.Output), Text(server.Errors));
    }

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    private static Dictionary<string, string> PostgresSettings(string connectionString, (string Name, string Value)[] more) => new(
        more.Select(one => KeyValuePair.Create(one.Name, one.Value)))
    {
        ["Storage__Provider"] = "Postgres",
        ["Storage__ConnectionString"] = connectionString,
    };

    private static Dictionary<string, string> Settings(string databasePath, string port) => new()
    {
        ["PORT"] = port,
        ["Storage__ConnectionString"] = $"Data Source={databasePath}",
    };
}
