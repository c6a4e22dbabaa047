using System.Diagnostics;
using Npgsql;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>
/// A pooler in transaction mode in front of a PostgreSQL: consecutive transactions of a connection run in any of a few sessions. It
/// ends with the tests, also when they are killed.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    // Fewer than one server opens connections.
    private const int Sessions = 4;

    // Its quick end is SIGTERM: a shell lets what it starts in the background ignore SIGQUIT, and PgBouncer leaves it so.
    private const string UntilInputEnds = """ "$@" & read -r _; kill -TERM $! 2> /dev/null; wait $! """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-pgbouncer-");
    private readonly PostgresServer _postgres;
    private readonly int _port = LoopbackPort.Free();
    private Process? _process;

    private PgBouncer(PostgresServer postgres)
    {
        _postgres = postgres;
    }

    public static async Task<PgBouncer> StartAsync(PostgresServer postgres)
    {
        var pooler = new PgBouncer(postgres);
        try
        {
            await pooler.RunAsync();

            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();

            throw;
        }
    }

    /// <summary>Returns the connection string that leads through the pooler to the same database.</summary>
    public string Through(string connectionString) =>
        connectionString.Replace($"Port={_postgres.Port}", $"Port={_port}", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        var settings = Path.Combine(_folder.FullName, "pgbouncer.ini");
        await File.WriteAllLinesAsync(
            settings,
            [
                "[databases]",
                $"* = host=127.0.0.1 port={_postgres.Port} user=postgres",
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                $"listen_port = {_port}",
                "unix_socket_dir =",
                "auth_type = any",
                "pool_mode = transaction",
                $"default_pool_size = {Sessions}",
            ]);
        await new Command("chmod", "-R", "a+rX", _folder.FullName).SucceedAsync(); // for who runs it
        _process = Command.Start(PostgresServer.AsUser("sh", "-c", UntilInputEnds, "sh", "/usr/sbin/pgbouncer", settings));
        _process.OutputDataReceived += (_, _) => { };
        var errors = new List<string?>();
        _process.ErrorDataReceived += (_, read) =>
        {
            lock (errors)
            {
                errors.Add(read.Data);
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var start = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience.Limit)
            {
                lock (errors)
                {
                    throw new InvalidOperationException($"PgBouncer does not start: {string.Join('\n', errors)}");
                }
            }
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await PostgresServer.ExecuteAsync(Through(_postgres.ConnectionString("postgres")), "SELECT 1");

            return true;
        }
        catch (NpgsqlException)
        {
            await Task.Delay(20);

            return false;
        }
    }
}
