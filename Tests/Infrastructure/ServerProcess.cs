using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>
/// The server as a process of its own, for what only a process shows: exit codes, standard error, signals, memory. It runs in a
/// folder of its own, on a free port and a database there unless the settings say otherwise, and sees no settings but these.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly string[] SettingNames =
    [
        "PORT", "Tls__", "Connections__", "K_", "OTEL_", "ASPNETCORE_", "Storage__", "Authentication__", "Logging__",
        "Calls__", "USER_SERVICE_", "INSECURE", "Gateway__", "RateLimit__", "Cors__", "GrpcWeb__",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentQueue<GrpcChannel> _channels = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Command command, IReadOnlyDictionary<string, string> settings)
    {
        _process = Command.Start(command with { Folder = _folder.FullName, Environment = EnvironmentWith(settings) });
        _process.OutputDataReceived += (_, read) => OnOutput(read.Data);
        _process.ErrorDataReceived += (_, read) => Keep(_errors, read.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Port { get; private set; }

    /// <summary>Where the server listens: <c>http://127.0.0.1:</c> and the port.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The same with TLS, under a name that certificates have.</summary>
    public string SecureAddress => $"https://localhost:{Port}";

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>What the server logged as unexpected.</summary>
    public IEnumerable<string> LoggedErrors => _output.Where(line => LoggedError().IsMatch(line)).Concat(_errors);

    private string Log => string.Join('\n', _output.Concat(_errors));

    /// <summary>Starts the server, and returns when it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Command command, IReadOnlyDictionary<string, string> settings)
    {
        var server = new ServerProcess(command, settings);
        try
        {
            await Task.WhenAny(server._port.Task, server._process.WaitForExitAsync()).WaitAsync(Patience.Limit);
            if (!server._port.Task.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException(
                    $"The server ended with exit code {await server.WaitForExitAsync(Patience.Limit)}: {server.Log}");
            }

            server.Port = await server._port.Task;

            return server;
        }
        catch
        {
            await server.DisposeAsync();

            throw;
        }
    }

    /// <summary>Runs a server that is to end by itself.</summary>
    public static async Task<ServerProcess> RunAsync(Command command, IReadOnlyDictionary<string, string> settings)
    {
        var server = new ServerProcess(command, settings);
        await server.WaitForExitAsync(Patience.Limit);

        return server;
    }

    /// <summary>Opens a connection, closed with the server.</summary>
    public GrpcChannel Connect()
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        var channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        _channels.Enqueue(channel);

        return channel;
    }

    /// <summary>What Cloud Run sends when it takes the container away.</summary>
    public void SendTerminate() => Signal.SendTerminate(_process);

    /// <summary>The server does nothing from now on, and its connections stay open.</summary>
    public void Freeze() => Signal.SendStop(_process);

    /// <summary>Asks the server to stop with SIGTERM, and returns its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan limit)
    {
        SendTerminate();

        return await WaitForExitAsync(limit);
    }

    /// <summary>Waits until the server has ended, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
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

    /// <summary>Ends the server with SIGKILL: it cannot even notice.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync(Patience.Limit);
    }

    /// <summary>Returns how much memory the server has in use, in bytes.</summary>
    public async Task<long> ResidentBytesAsync()
    {
        var status = await File.ReadAllTextAsync($"/proc/{Id}/status");
        var kibibytes = ResidentSet().Match(status).Groups["kib"].Value;

        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Returns how many sockets the server has open.</summary>
    public int CountSockets() => Directory.EnumerateFileSystemEntries($"/proc/{Id}/fd")
        .Count(path => new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

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
        _folder.Delete(recursive: true);
        if (_output.Concat(_errors).FirstOrDefault(PrivateText.IsIn) is { } line)
        {
            throw new InvalidOperationException($"The server has logged an e-mail address or a token: {line}");
        }
    }

    private Dictionary<string, string> EnvironmentWith(IReadOnlyDictionary<string, string> settings)
    {
        var variables = new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["Storage__ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "users.db")}",
        };
        foreach (var (name, value) in settings)
        {
            variables[name] = value;
        }

        foreach (System.Collections.DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            var name = (string)inherited.Key;
            if (!SettingNames.Any(name.StartsWith))
            {
                variables[name] = (string)inherited.Value!;
            }
        }

        return variables;
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
