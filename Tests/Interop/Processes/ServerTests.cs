namespace CodeFirst.Tests.Interop.Processes;

/// <summary>Tests that share one server. It must not log an error.</summary>
public abstract class ServerTests
{
    private DatabaseFolder? _folder;
    private ServerProcess? _server;

    private protected ServerProcess Server => _server!;

    [OneTimeSetUp]
    public async Task StartServerAsync()
    {
        _folder = new DatabaseFolder();
        _server = await NativeServer.StartAsync(_folder.DatabasePath);
    }

    [TearDown]
    public void CheckLog() => Server.LoggedErrors.Should().BeEmpty("no test expects the server to fail");

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder?.Dispose();
    }
}
