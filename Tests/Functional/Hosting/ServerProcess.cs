using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>
/// The server as a process of its own, for what only a process shows: exit codes, standard error, signals. It is the built
/// CodeFirst.Server.dll, or the program that the environment variable CODEFIRST_SERVER names, such as the native one.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Settings = ["PORT", "K_", "OTEL_", "ASPNETCORE_", "Storage__", "Authentication__", "Logging__"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private readonly Process _process = new();
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(IEnumerable<string> args, Dictionary<string, string> environment)
    {
        var program = Environment.GetEnvironmentVariable("CODEFIRST_SERVER");
        _process.StartInfo = new ProcessStartInfo(program ?? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (program is null)
        {
            _process.StartInfo.ArgumentList.Add("exec");
            _process.StartInfo.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CodeFirst.Server.dll"));
        }

        foreach (var argument in args)
        {
            _process.StartInfo.ArgumentList.Add(argument);
        }

        SetEnvironment(environment);
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Enqueue(_errors, line.Data);
    }

    public Uri Address => new($"http://localhost:{_port.Task.Result}");

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    public int Id => _process.Id;

    /// <summary>Starts the server on a free port, unless the environment names one, and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Dictionary<string, string>? environment = null)
    {
        var server = Launch([], environment ?? []);
        await Task.WhenAny(server._port.Task, server._process.WaitForExitAsync()).WaitAsync(Patience);
        if (!server._port.Task.IsCompletedSuccessfully)
        {
            await server._process.WaitForExitAsync();
            Assert.Fail($"The server did not start: {string.Join('\n', server._output.Concat(server._errors))}");
        }

        return server;
    }

    /// <summary>Runs a server that is to end by itself.</summary>
    public static async Task<ServerProcess> RunAsync(string[] args, Dictionary<string, string>? environment = null)
    {
        var server = Launch(args, environment ?? []);
        await server.WaitForExitAsync();
        return server;
    }

    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address);

    /// <summary>What Cloud Run sends when it takes the container away.</summary>
    public async Task SendTerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ServerProcess Launch(string[] args, Dictionary<string, string> environment)
    {
        var server = new ServerProcess(args, environment);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    private void SetEnvironment(Dictionary<string, string> environment)
    {
        var variables = _process.StartInfo.Environment;
        foreach (var name in variables.Keys.Where(name => Settings.Any(name.StartsWith)).ToList())
        {
            variables.Remove(name);
        }

        variables["PORT"] = "0";
        variables["Storage__ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "users.db")}";
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }
    }

    private void Receive(string? line)
    {
        Enqueue(_output, line);
        if (line is not null && ListensOn().Match(line) is { Success: true } match)
        {
            _port.TrySetResult(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
    }

    private static void Enqueue(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [GeneratedRegex("listens on port ([0-9]+)")]
    private static partial Regex ListensOn();
}
