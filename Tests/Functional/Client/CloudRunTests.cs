using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>
/// Tests of the client before a service on Cloud Run: each has its own front end and metadata server, and all one service.
/// </summary>
public abstract class CloudRunTests : ServerTests
{
    private readonly Stack<IDisposable> _clients = [];
    private string? _metadataHost;

    protected FakeCloudRun FrontEnd { get; private set; } = null!;

    protected FakeMetadataServer Metadata { get; private set; } = null!;

    [SetUp]
    public async Task StartCloudRun()
    {
        FrontEnd = await FakeCloudRun.StartAsync(Server.Address.Port);
        Metadata = await FakeMetadataServer.StartAsync();
        _metadataHost = Environment.GetEnvironmentVariable(FakeMetadataServer.Variable);
        Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, Metadata.Host);
    }

    [TearDown]
    public async Task StopCloudRun()
    {
        Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, _metadataHost);
        while (_clients.TryPop(out var client))
        {
            client.Dispose();
        }

        await FrontEnd.DisposeAsync();
        await Metadata.DisposeAsync();
    }

    /// <summary>An audience that no other test has: what a process knows of one, it keeps.</summary>
    protected static string NewAudience() => $"https://users-{Guid.NewGuid():N}.a.run.app";

    protected static async Task<Status> StatusOfAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<RpcException>()).Which.Status;

    /// <summary>A client that calls the front end, until the test ends.</summary>
    protected UserServiceClient Connect(
        Action<CodeFirstClientOptions>? configure = null, Action<SocketsHttpHandler>? configureHandler = null)
    {
        var client = UserServiceClient.Create(
            options =>
            {
                options.Address = FrontEnd.Address;
                configure?.Invoke(options);
            },
            handler =>
            {
                TestAuthority.TrustedBy(handler);
                configureHandler?.Invoke(handler);
            });
        _clients.Push(client);

        return client;
    }
}
