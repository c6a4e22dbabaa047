using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL of the tests' own, on a free port of the loopback address. It does not wait for the disk, so what is on it is lost
/// with the machine, but not with any process. It ends with the tests, also when they are killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // PostgreSQL refuses to be run by root.
    private static readonly string[] AsNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"];

    // Ends PostgreSQL at once when its input ends, which it does in any case when the tests end.
    private const string UntilInputEnds = """ "$@" & read -r _; kill -QUIT $! 2> /dev/null; wait $! """;

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-pg-");
    private readonly int _port = LoopbackPort.Free();
    private readonly Queue<string> _log = [];
    private Process? _process;
    private string? _programs;
    private int _databases;

    private PostgresServer()
    {
    }

    /// <summary>Gets the one that the tests of a project share; who breaks it starts its own.</summary>
    public static Task<PostgresServer> Shared => Started.Value;

    /// <summary>The folder of the Unix socket, which can be the host of a connection string.</summary>
    public string SocketFolder => _folder.FullName;

    public int Port => _port;

    private string Data => Path.Combine(_folder.FullName, "data");

    private int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        try
        {
            server._programs = await PostgresBinaries.FindAsync(server._folder);
            await server.CreateDataAsync();
            await server.RunAsync();

            return server;
        }
        catch
        {
            await server.DisposeAsync();

            throw;
        }
    }

    /// <summary>Starts a standby that replays what this one writes. Nobody may be connected: this one is stopped meanwhile.</summary>
    public async Task<PostgresServer> StartStandbyAsync()
    {
        var standby = new PostgresServer { _programs = _programs };
        try
        {
            await StopAsync();
            await RunAsync(new Command("chmod", "777", standby._folder.FullName));
            await RunAsync(AsUser("cp", "-r", Data, standby.Data));
            await RunAsync();
            await standby.WriteSettingsAsync(
                $"primary_conninfo = 'host=127.0.0.1 port={_port} user=postgres'", "wal_retrieve_retry_interval = 100");
            await RunAsync(AsUser("touch", Path.Combine(standby.Data, "standby.signal")));
            await standby.RunAsync();

            return standby;
        }
        catch
        {
            await standby.DisposeAsync();

            throw;
        }
    }

    /// <summary>Ends the shared one, if a test has started it.</summary>
    public static async Task StopSharedAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    /// <summary>Makes an empty database, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE DATABASE {name} {options}");

        return ConnectionString(name);
    }

    /// <summary>
    /// Makes an empty schema, and returns the connection string that makes it a database of its own: several times as fast.
    /// </summary>
    public async Task<string> CreateSchemaAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE SCHEMA {name}");

        return $"{ConnectionString("postgres")};Search Path={name}";
    }

    /// <summary>Runs SQL on a connection of its own.</summary>
    public static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);

        return await command.ExecuteScalarAsync();
    }

    /// <summary>Whether anyone waits for what the connection has locked.</summary>
    public static async Task<bool> IsWaitedForAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))", connection);

        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>Ends every process of it at once, as if it had crashed, and starts it again.</summary>
    public async Task CrashAndRestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    /// <summary>Ends it as if it had crashed.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        }
    }

    /// <summary>Ends every process of it with SIGKILL: none can even notice.</summary>
    public async Task KillAsync()
    {
        var process = ProcessId;
        Signal.SendStop(process); // it starts no others
        List<int> all = [process, .. Signal.Children(process)];
        all.ForEach(Signal.SendKill);
        await StopAsync();
        while (all.Any(Signal.IsRunning))
        {
            await Task.Delay(5);
        }
    }

    /// <summary>Starts it again on its port, and returns when it answers.</summary>
    public async Task RunAsync()
    {
        _process = Command.Start(AsUser("sh", "-c", UntilInputEnds, "sh", Path.Combine(_programs!, "postgres"), "-D", Data));
        _process.OutputDataReceived += (_, read) => Keep(read.Data);
        _process.ErrorDataReceived += (_, read) => Keep(read.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var start = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > Patience.Limit)
            {
                throw new InvalidOperationException($"PostgreSQL does not start: {string.Join('\n', Log())}");
            }
        }
    }

    /// <summary>Lets all its processes stand still: connections stay open, and nobody answers.</summary>
    public void Freeze()
    {
        var process = ProcessId;
        Signal.SendStop(process);
        Signal.Children(process).ForEach(Signal.SendStop);
    }

    public void Thaw()
    {
        var process = ProcessId;
        Signal.Children(process).ForEach(Signal.SendContinue);
        Signal.SendContinue(process);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        await RunAsync(AsUser("rm", "-rf", Data)); // it belongs to who ran it
        _folder.Delete(recursive: true);
    }

    internal static Command AsUser(params string[] command)
    {
        string[] all = Environment.IsPrivilegedProcess ? [.. AsNobody, .. command] : command;

        return new Command(all[0], all[1..]) { Folder = Path.GetTempPath(), Limit = Patience.LongLimit };
    }

    private async Task CreateDataAsync()
    {
        await RunAsync(new Command("chmod", "777", _folder.FullName)); // whoever runs PostgreSQL makes its data folder in here

        // The order of text is that of a language: ours must not depend on it.
        await RunAsync(AsUser(
            Path.Combine(_programs!, "initdb"), "-D", Data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C",
            "--locale-provider=icu", "--icu-locale=en-US", "--no-sync", "--no-instructions"));

        await WriteSettingsAsync();
    }

    private async Task WriteSettingsAsync(params string[] more)
    {
        var settings = Path.Combine(_folder.FullName, "settings.conf");
        await File.WriteAllLinesAsync(
            settings,
            [
                "listen_addresses = '127.0.0.1'",
                $"port = {_port}",
                $"unix_socket_directories = '{_folder.FullName}'",
                "max_connections = 300",
                "fsync = off",
                "log_checkpoints = off",
                .. more,
            ]);
        await RunAsync(AsUser("cp", settings, Path.Combine(Data, "postgresql.auto.conf")));
    }

    private static async Task RunAsync(Command command)
    {
        var result = await command.RunAsync();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{command.Program} {string.Join(' ', command.Arguments)}` failed: {result}");
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync(ConnectionString("postgres"), "SELECT 1");

            return true;
        }
        catch (NpgsqlException)
        {
            await Task.Delay(20);

            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.Enqueue(line ?? "");
            if (_log.Count > 100)
            {
                _log.Dequeue();
            }
        }
    }

    private string[] Log()
    {
        lock (_log)
        {
            return [.. _log];
        }
    }
}
