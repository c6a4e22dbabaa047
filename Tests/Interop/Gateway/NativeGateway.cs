using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Gateway;

/// <summary>The natively published gateway in front of the natively published server, which can be restarted.</summary>
internal sealed class NativeGateway : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();

    public ServerProcess Server { get; private set; } = null!;

    public ServerProcess Gateway { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<NativeGateway> StartAsync(Dictionary<string, string>? settings = null)
    {
        var both = new NativeGateway();
        try
        {
            both.Server = await NativeServer.StartAsync(both._folder.DatabasePath);
            both.Gateway = await ServerProcess.StartAsync(NativeProgram.Gateway, new Dictionary<string, string>(settings ?? [])
            {
                ["USER_SERVICE_URL"] = $"127.0.0.1:{both.Server.Port}",
                ["INSECURE"] = "true",
            });
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
        Server = await ServerProcess.StartAsync(NativeProgram.Server, new Dictionary<string, string>
        {
            ["PORT"] = $"{port}",
            ["Storage__ConnectionString"] = $"Data Source={_folder.DatabasePath}",
        });
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
