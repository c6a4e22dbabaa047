namespace CodeFirst.Tests.Interop.Processes;

/// <summary>Tests that share one server. It must not log an error, and must stop well.</summary>
public abstract class ServerTests
{
    private DatabaseFolder? _folder;
    private ServerProcess? _server;

    private protected ServerProcess Server => _server!;

    [OneTimeSetUp]
    public async Task StartServerAsync()
    {
        _folder = new DatabaseFolder();
        _server = await ServerProcess.StartAsync(_folder.DatabasePath);
    }

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        using var folder = _folder;
        if (_server is null)
        {
            return;
        }

        await using var server = _server;

        var exitCode = await server.StopAsync(Patience.Limit);

        exitCode.Should().Be(0);
        server.LoggedErrors.Should().BeEmpty("no test expects the server to fail");
    }
}
