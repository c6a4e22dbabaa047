namespace CodeFirst.Tests.Infrastructure;

/// <summary>The natively published gateway in front of the natively published server, on one database. Either can be restarted.</summary>
public sealed class ServerAndGateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private ServerProcess? _server;
    private ServerProcess? _gateway;

    public ServerProcess Server => _server!;

    public ServerProcess Gateway => _gateway!;

    public IEnumerable<string> LoggedErrors => Server.LoggedErrors.Concat(Gateway.LoggedErrors);

    public static async Task<ServerAndGateway> StartAsync()
    {
        var both = new ServerAndGateway();
        try
        {
            await both.StartServerAsync();
            await both.StartGatewayAsync();

            return both;
        }
        catch
        {
            await both.DisposeAsync();

            throw;
        }
    }

    /// <summary>Starts the server: again on the port and the database it had.</summary>
    public async Task StartServerAsync()
    {
        var port = await EndAsync(_server);
        _server = await NativeServer.StartAsync(Path.Combine(_folder.FullName, "users.db"), $"{port}");
    }

    /// <summary>Starts the gateway: again on the port it had.</summary>
    public async Task StartGatewayAsync()
    {
        var port = await EndAsync(_gateway);
        _gateway = await NativeGateway.StartAsync(Server, $"{port}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_gateway);
        await EndAsync(_server);
        _folder.Delete(recursive: true);
    }

    // Returns its port, 0 for any if there is none.
    private static async Task<int> EndAsync(ServerProcess? process)
    {
        if (process is null)
        {
            return 0;
        }

        await process.DisposeAsync();

        return process.Port;
    }
}
