using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Gateway;

/// <summary>The natively published gateway in front of the natively published server, which can be restarted.</summary>
internal sealed class ServerAndGateway : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();

    public ServerProcess Server { get; private set; } = null!;

    public ServerProcess Gateway { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<ServerAndGateway> StartAsync()
    {
        var both = new ServerAndGateway();
        try
        {
            both.Server = await NativeServer.StartAsync(both._folder.DatabasePath);
            both.Gateway = await NativeGateway.StartAsync(both.Server);
            both.Http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
            {
                BaseAddress = new Uri(both.Gateway.Address),
                Timeout = Patience.Limit,
            };

            return both;
        }
        catch
        {
            await both.DisposeAsync();

            throw;
        }
    }

    /// <summary>Ends the server, and starts another one on its port and database.</summary>
    public async Task RestartServerAsync(bool isKilled)
    {
        var port = Server.Port;
        if (isKilled)
        {
            await Server.KillAsync();
        }
        else
        {
            await Server.StopAsync(Patience.Limit);
        }

        await Server.DisposeAsync();
        Server = await NativeServer.StartAsync(_folder.DatabasePath, $"{port}");
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }

        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        _folder.Dispose();
    }
}
