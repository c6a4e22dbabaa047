using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop.Postgres;

/// <summary>Three servers on one database are one service.</summary>
public sealed class SeveralServersTests
{
    private const int Events = 10_000;

    private readonly List<ServerProcess> _servers = [];
    private UserService.UserServiceClient[] _clients = null!;

    [OneTimeSetUp]
    public async Task StartServersAsync()
    {
        var database = await (await PostgresServer.Shared).CreateDatabaseAsync();
        _servers.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => NativeServer.StartOnPostgresAsync(database))));
        _clients = [.. _servers.Select(server => new UserService.UserServiceClient(server.Connect()))];
    }

    [TearDown]
    public void CheckLogs() => _servers.SelectMany(server => server.LoggedErrors).Should().BeEmpty("no test expects a server to fail");

    [OneTimeTearDown]
    public async Task StopServersAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task Of_creations_with_one_email_on_all_servers_one_succeeds()
    {
        var email = Unique.Email();

        var codes = await Task.WhenAll(Enumerable.Range(0, 90).Select(i => CodeOfAsync(_clients[i % 3].CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = i % 2 == 0 ? email : email.ToUpperInvariant() }, deadline: Patience.Deadline))));

        codes.Where(code => code == StatusCode.OK).Should().ContainSingle();
        codes.Where(code => code == StatusCode.AlreadyExists).Should().HaveCount(89);
        (await _clients[0].ListUsersAsync(new ListUsersRequest { Filter = $"email = {email}" })).TotalCount.Should().Be(1);
    }

    [Test]
    public async Task Creations_with_one_request_id_on_all_servers_create_one_user()
    {
        var request = new CreateUserRequest { Name = "Ann", Email = Unique.Email(), RequestId = $"{Guid.NewGuid()}" };

        var users = await Task.WhenAll(Enumerable.Range(0, 90).Select(i =>
            _clients[i % 3].CreateUserAsync(request, deadline: Patience.Deadline).ResponseAsync));

        users.Distinct().Should().ContainSingle();
    }

    [Test]
    public async Task Request_id_used_for_two_users_at_once_creates_one_of_them()
    {
        var requestId = $"{Guid.NewGuid()}";

        var codes = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => CodeOfAsync(_clients[i % 3].CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = Unique.Email(), RequestId = requestId }, deadline: Patience.Deadline))));

        codes.Where(code => code == StatusCode.OK).Should().ContainSingle();
        codes.Where(code => code == StatusCode.InvalidArgument).Should().HaveCount(29);
    }

    [Test]
    public async Task Followers_on_other_servers_get_every_event_once_and_in_order()
    {
        var user = await CreateUserAsync();
        var followers = _clients.Select(client => FollowAsync(client, user.Id, 1 + Events)).ToList();
        using var call = _clients[0].RecordActivity(deadline: Patience.Deadline);

        var answers = call.ResponseStream.ReadAllAsync().Select(answer => answer.Sequence).ToListAsync();
        for (var i = 0; i < Events; i++)
        {
            await call.RequestStream.WriteAsync(new RecordActivityRequest { UserId = user.Id, EventType = "load", EventId = $"{i}" });
        }

        await call.RequestStream.CompleteAsync();

        (await answers).Should().Equal(Enumerable.Range(2, Events).Select(i => (long)i));
        foreach (var received in await Task.WhenAll(followers))
        {
            received.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, Events + 1).Select(i => (long)i));
            received.Skip(1).Select(one => one.EventId).Should().Equal(Enumerable.Range(0, Events).Select(i => $"{i}"));
        }
    }

    [Test]
    public async Task Recorders_on_all_servers_leave_no_gap_and_a_repeat_on_another_keeps_its_sequence()
    {
        var user = await CreateUserAsync();
        var follower = FollowAsync(_clients[2], user.Id, 1 + 900);

        var recorded = await Task.WhenAll(_clients.Select((client, i) => RecordAsync(client, user.Id, $"{i}", 300)));
        var repeated = await RecordAsync(_clients[1], user.Id, "0", 300);

        recorded.SelectMany(answers => answers).Order().Should().Equal(Enumerable.Range(2, 900).Select(i => (long)i));
        recorded.Should().AllSatisfy(answers => answers.Should().BeInAscendingOrder());
        repeated.Should().Equal(recorded[0]);
        (await follower).Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, 901).Select(i => (long)i));
    }

    [Test]
    public async Task Change_on_one_server_is_seen_on_the_others_at_once()
    {
        var user = await CreateUserAsync();

        var updated = await _clients[0].UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea", Etag = user.Etag });
        var got = await _clients[1].GetUserAsync(new GetUserRequest { Id = user.Id });
        var stale = await CodeOfAsync(_clients[2].UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Eva", Etag = user.Etag }));

        got.Should().Be(updated);
        stale.Should().Be(StatusCode.Aborted);
    }

    [Test]
    public async Task Page_token_of_one_server_goes_on_at_another()
    {
        var role = $"role-{Guid.NewGuid():N}";
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await CreateUserAsync(role)).Id);
        }

        var request = new ListUsersRequest { Filter = $"role = {role}", PageSize = 2 };
        var listed = new List<string>();
        for (var i = 0; i == 0 || request.PageToken.Length > 0; i++)
        {
            var page = await _clients[i % 3].ListUsersAsync(request);
            page.TotalCount.Should().Be(7);
            listed.AddRange(page.Users.Select(user => user.Id));
            request.PageToken = page.NextPageToken;
        }

        listed.Should().Equal(ids.Order(StringComparer.Ordinal));
    }

    [Test]
    public async Task Followers_end_when_another_server_deletes_the_user()
    {
        var user = await CreateUserAsync();
        var request = new StreamActivityRequest { UserId = user.Id, Follow = true };
        using var follower = _clients[2].StreamUserActivity(request, deadline: Patience.Deadline);
        (await follower.ResponseStream.MoveNext()).Should().BeTrue();

        await _clients[0].DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        var next = () => follower.ResponseStream.MoveNext();
        (await next.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
    }

    private Task<User> CreateUserAsync(string role = "") => _clients[0]
        .CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email(), Role = role }, deadline: Patience.Deadline)
        .ResponseAsync;

    private static async Task<List<ActivityEvent>> FollowAsync(UserService.UserServiceClient client, string userId, int count)
    {
        var request = new StreamActivityRequest { UserId = userId, Follow = true };
        using var call = client.StreamUserActivity(request, deadline: Patience.Deadline);

        return await call.ResponseStream.ReadAllAsync().Take(count).ToListAsync();
    }

    private static async Task<List<long>> RecordAsync(UserService.UserServiceClient client, string userId, string prefix, int count)
    {
        using var call = client.RecordActivity(deadline: Patience.Deadline);
        var answers = call.ResponseStream.ReadAllAsync().Select(answer => answer.Sequence).ToListAsync();
        for (var i = 0; i < count; i++)
        {
            await call.RequestStream.WriteAsync(
                new RecordActivityRequest { UserId = userId, EventType = "load", EventId = $"{prefix}:{i}" });
        }

        await call.RequestStream.CompleteAsync();

        return await answers;
    }

    private static async Task<StatusCode> CodeOfAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
