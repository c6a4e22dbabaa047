using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The native server in a process of its own, on a free port.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _error = [];
    private readonly ConcurrentQueue<GrpcChannel> _channels = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, read) => OnOutput(read.Data);
        _process.ErrorDataReceived += (_, read) => Keep(_error, read.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Gets where the server listens: <c>http://127.0.0.1:</c> and the port.</summary>
    public string Address { get; private set; } = "";

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Error => _error;

    /// <summary>Gets what the server logged as unexpected.</summary>
    public IEnumerable<string> LoggedErrors => _output.Where(line => LoggedError().IsMatch(line)).Concat(_error);

    /// <summary>Starts the server, and returns when it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string databasePath)
    {
        var server = new ServerProcess(Command.Start(CommandFor(databasePath)));
        var exit = server._process.WaitForExitAsync();
        try
        {
            await Task.WhenAny(server._port.Task, exit).WaitAsync(Patience.Limit);
            if (!server._port.Task.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"The server ended with exit code {server._process.ExitCode}: {server.Log}");
            }

            server.Address = $"http://127.0.0.1:{await server._port.Task}";

            return server;
        }
        catch
        {
            await server.DisposeAsync();

            throw;
        }
    }

    /// <summary>The command that starts the server; it sees no settings but these.</summary>
    public static Command CommandFor(string databasePath, string port = "0") => new(ServerBinary.Path)
    {
        Environment = new Dictionary<string, string>
        {
            ["PORT"] = port,
            ["Storage__ConnectionString"] = $"Data Source={databasePath}",
        },
    };

    /// <summary>Opens a connection, closed with the server.</summary>
    public GrpcChannel Connect()
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        var channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        _channels.Enqueue(channel);

        return channel;
    }

    /// <summary>Asks the server to stop with SIGTERM, and returns its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan limit)
    {
        Signal.SendTerminate(_process);

        return await WaitForExitAsync(limit);
    }

    /// <summary>Ends the server with SIGKILL: it cannot even notice.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync(Patience.Limit);
    }

    /// <summary>Gets how much memory the server has in use, in bytes.</summary>
    public async Task<long> ResidentBytesAsync()
    {
        var status = await File.ReadAllTextAsync($"/proc/{Id}/status");
        var kibibytes = ResidentSet().Match(status).Groups["kib"].Value;

        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        while (_channels.TryDequeue(out var channel))
        {
            channel.Dispose();
        }

        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private string Log => string.Join('\n', _output.Concat(_error));

    private async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The server did not stop within {limit.TotalSeconds} s: {Log}");
        }

        return _process.ExitCode;
    }

    private void OnOutput(string? line)
    {
        Keep(_output, line);
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            _port.TrySetResult(int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture));
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [GeneratedRegex(@"listens on port (?<port>\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"\b(fail|crit): ")]
    private static partial Regex LoggedError();

    [GeneratedRegex(@"^VmRSS:\s+(?<kib>\d+) kB$", RegexOptions.Multiline)]
    private static partial Regex ResidentSet();
}
