using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>What was answered is on disk, however the server ends.</summary>
public sealed class DurabilityTests
{
    [Test]
    public async Task Users_and_activity_survive_a_restart()
    {
        using var folder = new DatabaseFolder();
        User created;
        RecordActivityResponse recorded;
        await using (var server = await NativeServer.StartAsync(folder.DatabasePath))
        {
            var client = Connect(server);
            created = await CreateUserAsync(client);
            recorded = await RecordAsync(client, created.Id, "a");
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
        }

        await using var restarted = await NativeServer.StartAsync(folder.DatabasePath);
        var again = Connect(restarted);
        var got = await again.GetUserAsync(new GetUserRequest { Id = created.Id }, deadline: Patience.Deadline);
        using var activity = again.StreamUserActivity(new StreamActivityRequest { UserId = created.Id }, deadline: Patience.Deadline);
        var events = await activity.ResponseStream.ReadAllAsync().ToListAsync();

        got.Should().Be(created);
        events.Select(stored => (stored.Sequence, stored.EventType)).Should().Equal((1, "user.created"), (recorded.Sequence, "login"));
    }

    [Test]
    public async Task A_user_whose_creation_was_answered_survives_kill_9()
    {
        using var folder = new DatabaseFolder();
        User created;
        await using (var server = await NativeServer.StartAsync(folder.DatabasePath))
        {
            created = await CreateUserAsync(Connect(server));
            await server.KillAsync();
        }

        await using var restarted = await NativeServer.StartAsync(folder.DatabasePath);
        var got = await Connect(restarted).GetUserAsync(new GetUserRequest { Id = created.Id }, deadline: Patience.Deadline);

        got.Should().Be(created);
    }

    [Test]
    public async Task An_event_that_is_sent_again_after_a_restart_keeps_its_sequence()
    {
        using var folder = new DatabaseFolder();
        string userId;
        RecordActivityResponse first;
        await using (var server = await NativeServer.StartAsync(folder.DatabasePath))
        {
            var client = Connect(server);
            userId = (await CreateUserAsync(client)).Id;
            first = await RecordAsync(client, userId, "a");
            await RecordAsync(client, userId, "b");
            await server.KillAsync();
        }

        await using var restarted = await NativeServer.StartAsync(folder.DatabasePath);
        var again = Connect(restarted);
        var repeated = await RecordAsync(again, userId, "a");
        var next = await RecordAsync(again, userId, "c");

        repeated.Should().Be(first);
        next.Sequence.Should().Be(first.Sequence + 2);
    }

    private static UserService.UserServiceClient Connect(ServerProcess server) => new(server.Connect());

    private static Task<User> CreateUserAsync(UserService.UserServiceClient client) => client
        .CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline)
        .ResponseAsync;

    private static async Task<RecordActivityResponse> RecordAsync(UserService.UserServiceClient client, string userId, string eventId)
    {
        using var call = client.RecordActivity(deadline: Patience.Deadline);
        await call.RequestStream.WriteAsync(new RecordActivityRequest { UserId = userId, EventType = "login", EventId = eventId });
        (await call.ResponseStream.MoveNext()).Should().BeTrue();

        return call.ResponseStream.Current;
    }
}
