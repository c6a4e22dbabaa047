using System.Globalization;
using CodeFirst.Contracts;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Browser.Processes;

/// <summary>The natively published gateway in front of the natively published server, on one database. Either can be restarted.</summary>
internal sealed class ServerAndGateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-");
    private ServerProcess? _server;
    private ServerProcess? _gateway;

    /// <summary>Where the page is: scheme, host and port.</summary>
    public string Address => _gateway!.Address;

    public IEnumerable<string> LoggedErrors => _server!.LoggedErrors.Concat(_gateway!.LoggedErrors);

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

    /// <summary>Calls the server past the gateway.</summary>
    public IUserService Connect() => _server!.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    /// <summary>Ends the server at once, as a crash does.</summary>
    public Task KillServerAsync() => _server!.KillAsync();

    /// <summary>Asks the server to stop, as a platform does.</summary>
    public Task StopServerAsync() => _server!.StopAsync(Patience.Limit);

    /// <summary>Starts the server: again on the port and the database it had.</summary>
    public async Task StartServerAsync()
    {
        var port = await EndAsync(_server);
        _server = await NativeServer.StartAsync(Path.Combine(_folder.FullName, "users.db"), port);
    }

    public Task StopGatewayAsync() => _gateway!.StopAsync(Patience.Limit);

    /// <summary>Starts the gateway: again on the port it had.</summary>
    public async Task StartGatewayAsync()
    {
        var port = await EndAsync(_gateway);
        _gateway = await NativeGateway.StartAsync(_server!, port);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_gateway);
        await EndAsync(_server);
        _folder.Delete(recursive: true);
    }

    // Returns its port, "0" for any if there is none.
    private static async Task<string> EndAsync(ServerProcess? process)
    {
        if (process is null)
        {
            return "0";
        }

        await process.DisposeAsync();

        return process.Port.ToString(CultureInfo.InvariantCulture);
    }
}
