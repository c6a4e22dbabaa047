using System.Diagnostics;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary><see cref="OrderCaller"/> as a process that calls a name, and sees the addresses of a hosts file.</summary>
internal sealed class CallerProcess(HostsFile hosts, int port) : IDisposable
{
    private const int Window = 30;

    // The shortest that there is: gRPC resolves no name more often.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(15);

    private readonly Process _process = Command.Start(hosts.Command(
        "dotnet", typeof(OrderCaller).Assembly.Location, $"dns:///{HostsFile.Name}:{port}", $"{RefreshInterval}"));

    /// <summary>Waits until exactly these servers answer. A call that fails meanwhile fails the test.</summary>
    public async Task UntilAnswersComeFromAsync(params OrderServer[] servers)
    {
        using var patience = new CancellationTokenSource(RefreshInterval + Patience.Limit);
        var expected = servers.Select(server => server.Name).ToHashSet();
        var answers = new HashSet<string>();
        while (!answers.SetEquals(expected))
        {
            answers.Clear();
            for (var call = 0; call < Window; call++)
            {
                answers.Add(await ReadAsync(patience.Token));
            }
        }
    }

    /// <summary>Ends the calls. None may have failed since, and only these servers may have answered.</summary>
    public async Task StopAsync(params OrderServer[] servers)
    {
        _process.StandardInput.Close();
        var rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience.Limit);
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);

        rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeSubsetOf(servers.Select(server => server.Name));
        _process.ExitCode.Should().Be(0);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"The caller has ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
        line.Should().StartWith("127.0.0.", "no call may fail");

        return line;
    }
}
