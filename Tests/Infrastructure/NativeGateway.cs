namespace CodeFirst.Tests.Infrastructure;

/// <summary>The natively published gateway.</summary>
public static class NativeGateway
{
    /// <summary>Starts the gateway in front of a server, and returns when it says where it listens.</summary>
    public static Task<ServerProcess> StartAsync(ServerProcess server, string port = "0") =>
        ServerProcess.StartAsync(NativeProgram.Gateway, new Dictionary<string, string>
        {
            ["PORT"] = port,
            ["USER_SERVICE_URL"] = $"127.0.0.1:{server.Port}",
            ["INSECURE"] = "true",
        });
}
