using System.Collections.Concurrent;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>The client, while the native server behind the front end ends and another one takes over its database.</summary>
public sealed class ClientRestartTests
{
    private const int Users = 4;
    private const int EventsPerUser = 250;
    private const int Restarts = 3;

    private readonly DatabaseFolder _folder = new();
    private ServerProcess _server = null!;
    private FakeCloudRun _frontEnd = null!;
    private UserServiceClient _users = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await NativeServer.StartAsync(_folder.DatabasePath);
        _frontEnd = await FakeCloudRun.StartAsync(_server.Port);
        _users = UserServiceClient.Create(options => options.Address = _frontEnd.Address, TestAuthority.TrustedBy);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _users.Dispose();
        await _frontEnd.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Nothing_answered_is_lost_and_nothing_is_stored_or_delivered_twice(bool isKilled)
    {
        var ids = await CreateUsersAsync();
        var answered = new ConcurrentQueue<RecordActivityResponse>();
        var followers = ids.Select(id => _users.FollowActivityAsync(id).Take(1 + EventsPerUser).ToListAsync().AsTask()).ToArray();
        await using var recorder = new ActivityRecorder(_users);
        var recording = ids.Select(RecordAsync).ToArray();

        for (var restart = 1; restart <= Restarts; restart++)
        {
            var enough = restart * Users * EventsPerUser / (Restarts + 1);
            Assert.That(() => answered.Count, Is.GreaterThanOrEqualTo(enough).After((int)Patience.Limit.TotalMilliseconds, 1));
            await ReplaceServerAsync(isKilled);
        }

        await Task.WhenAll(recording).WaitAsync(Patience.Limit);
        var followed = await Task.WhenAll(followers).WaitAsync(Patience.Limit);

        answered.Should().HaveCount(Users * EventsPerUser);
        foreach (var (id, events) in ids.Zip(followed))
        {
            var stored = await _users.StreamUserActivityAsync(new StreamActivityRequest { UserId = id }).ToListAsync();
            stored.Skip(1).Select(one => one.EventId).Should().Equal(EventIds(id), "each is stored once, and in the order of the calls");
            stored.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, 1 + EventsPerUser).Select(i => (long)i));
            answered.Where(answer => answer.UserId == id)
                .OrderBy(answer => answer.Sequence)
                .Select(answer => (answer.Sequence, answer.EventId))
                .Should().Equal(stored.Skip(1).Select(one => (one.Sequence, one.EventId)), "an answer was true, and stays so");
            events.Should().Equal(stored);
        }

        // Ten at a time, so that many are on their way when the server ends.
        async Task RecordAsync(string userId)
        {
            foreach (var chunk in EventIds(userId).Chunk(10))
            {
                await Task.WhenAll(chunk.Select(async eventId =>
                {
                    var request = new RecordActivityRequest { UserId = userId, EventType = "login", EventId = eventId };
                    answered.Enqueue(await recorder.RecordAsync(request));
                }));
            }
        }
    }

    private static IEnumerable<string> EventIds(string userId) => Enumerable.Range(1, EventsPerUser).Select(i => $"{userId}:{i}");

    private async Task<string[]> CreateUsersAsync()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(_ =>
            _users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() }).AsTask()));

        return [.. users.Select(user => user.Id)];
    }

    // As when a new revision takes over, except that only one process may own the file.
    private async Task ReplaceServerAsync(bool isKilled)
    {
        if (isKilled)
        {
            await _server.KillAsync();
        }
        else
        {
            (await _server.StopAsync(Patience.Limit)).Should().Be(0);
        }

        await _server.DisposeAsync();
        _server = await NativeServer.StartAsync(_folder.DatabasePath);
        _frontEnd.BackendPort = _server.Port;
    }
}
