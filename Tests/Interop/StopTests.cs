using System.Diagnostics;
using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>SIGTERM, which a container platform sends before it kills.</summary>
public sealed class StopTests
{
    // Cloud Run kills after 10 s.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    [Test]
    public async Task SIGTERM_ends_followed_streams_with_UNAVAILABLE_and_the_server_with_0()
    {
        using var folder = new DatabaseFolder();
        await using var server = await NativeServer.StartAsync(folder.DatabasePath);
        var client = new UserService.UserServiceClient(server.Connect());
        var user = await client.CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline);
        using var followed = client.StreamUserActivity(
            new StreamActivityRequest { UserId = user.Id, Follow = true }, deadline: Patience.Deadline);
        using var recording = client.RecordActivity(deadline: Patience.Deadline);
        (await followed.ResponseStream.MoveNext()).Should().BeTrue();
        await recording.RequestStream.WriteAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login" });
        (await recording.ResponseStream.MoveNext()).Should().BeTrue();
        (await followed.ResponseStream.MoveNext()).Should().BeTrue();

        var next = followed.ResponseStream.MoveNext();
        var nextAnswer = recording.ResponseStream.MoveNext();
        var watch = Stopwatch.StartNew();
        var exitCode = await server.StopAsync(StopLimit);
        var stopped = watch.Elapsed;
        var follow = () => next;
        var record = () => nextAnswer;

        var stopping = new Grpc.Core.Status(StatusCode.Unavailable, "The server is stopping. Call again; another instance answers.");
        var error = (await follow.Should().ThrowAsync<RpcException>()).Which;
        error.Status.Should().Be(stopping);
        error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("SERVER_STOPPING");
        (await record.Should().ThrowAsync<RpcException>()).Which.Status.Should().Be(stopping);
        exitCode.Should().Be(0);
        server.LoggedErrors.Should().BeEmpty();
        await TestContext.Out.WriteLineAsync($"The server stopped in {stopped.TotalMilliseconds:0} ms.");
    }

    [Test]
    public async Task An_idle_connection_does_not_hold_the_server()
    {
        using var folder = new DatabaseFolder();
        await using var server = await NativeServer.StartAsync(folder.DatabasePath);
        var client = new UserService.UserServiceClient(server.Connect());
        await client.ListUsersAsync(new ListUsersRequest(), deadline: Patience.Deadline);

        var exitCode = await server.StopAsync(StopLimit);

        exitCode.Should().Be(0);
        File.Exists(folder.DatabasePath + "-wal").Should().BeFalse("the log was written back into the database");
    }
}
