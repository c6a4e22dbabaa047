using System.Collections.Concurrent;
using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Postgres;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>What was answered is on disk, however the server ends.</summary>
public sealed class DurabilityTests
{
    // More for a soak: CODEFIRST_FAULT_ROUNDS=25 kills 50 servers, which takes some minutes.
    private static readonly int Rounds = Soak.Number("CODEFIRST_FAULT_ROUNDS", 1);

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
    public async Task Creations_that_share_commits_survive_kill_9_or_never_happened()
    {
        using var folder = new DatabaseFolder();
        await KillWhileCreatingAsync(() => NativeServer.StartAsync(folder.DatabasePath));
    }

    [Test]
    public async Task Creations_on_PostgreSQL_survive_kill_9_or_never_happened()
    {
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync();
        await KillWhileCreatingAsync(() => NativeServer.StartOnPostgresAsync(database));
    }

    [Test]
    public async Task Callers_at_work_lose_nothing_when_the_server_is_killed_and_started_again()
    {
        using var folder = new DatabaseFolder();
        var servers = new List<ServerProcess> { await NativeServer.StartAsync(folder.DatabasePath) };
        try
        {
            await using var load = await Load.StartAsync(servers[0]);
            for (var i = 0; i < 2 * Rounds; i++)
            {
                await servers[^1].KillAsync();
                servers.Add(await NativeServer.StartAsync(folder.DatabasePath));
                load.Use(servers[^1]);
                await load.ShouldGetOnAsync();
            }

            load.Failures.Should().BePositive("callers have noticed");
            await load.ShouldHaveLostNothingAsync();
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync(); // only now, as it closes the connections that callers still hold
            }
        }
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

    private static CreateUserRequest NewUser() => new() { Name = "Ann", Email = Unique.Email(), RequestId = $"{Guid.NewGuid()}" };

    private static async Task KillWhileCreatingAsync(Func<Task<ServerProcess>> start)
    {
        var random = new Random(2026);
        var users = 0;
        for (var i = 0; i < 2 * Rounds; i++)
        {
            var requests = Enumerable.Range(0, 300).Select(_ => NewUser()).ToList();
            var answers = await CreateUntilKilledAsync(start, requests, killAfter: random.Next(1, 250));

            await using var restarted = await start();
            var again = Connect(restarted);
            foreach (var user in answers.Values)
            {
                (await again.GetUserAsync(new GetUserRequest { Id = user.Id }, deadline: Patience.Deadline)).Should().Be(user);
            }

            var repeated = await Task.WhenAll(
                requests.Select(request => again.CreateUserAsync(request, deadline: Patience.Deadline).ResponseAsync));
            users += requests.Count;
            var list = await again.ListUsersAsync(new ListUsersRequest { PageSize = 1 }, deadline: Patience.Deadline);

            requests.Zip(repeated).Where(one => answers.ContainsKey(one.First.RequestId)).Should()
                .OnlyContain(one => one.Second.Equals(answers[one.First.RequestId]), "an answer that was given stays");
            list.TotalCount.Should().Be(users, "what was not answered happened once, or not at all, and then again");
            restarted.LoggedErrors.Should().BeEmpty();
            await restarted.KillAsync();
        }
    }

    /// <summary>Returns the users whose creation was answered before the server was killed, by their request_id.</summary>
    private static async Task<IReadOnlyDictionary<string, User>> CreateUntilKilledAsync(
        Func<Task<ServerProcess>> start, IReadOnlyList<CreateUserRequest> requests, int killAfter)
    {
        await using var server = await start();
        var client = Connect(server);
        var answers = new ConcurrentDictionary<string, User>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = requests.Select(CreateAsync).ToList();
        await enough.Task.WaitAsync(Patience.Limit);
        await server.KillAsync();
        await Task.WhenAll(calls);

        return answers;

        async Task CreateAsync(CreateUserRequest request)
        {
            try
            {
                answers[request.RequestId] = await client.CreateUserAsync(request, deadline: Patience.Deadline);
                if (answers.Count >= killAfter)
                {
                    enough.TrySetResult();
                }
            }
            catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal)
            {
                // Killed: what became of it is what the test asks afterwards.
            }
        }
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
