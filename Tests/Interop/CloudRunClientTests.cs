using System.Collections.Concurrent;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>The client of the package, and the native server behind a front end like Cloud Run's.</summary>
public sealed class CloudRunClientTests
{
    private const string Audience = "https://users-interop.a.run.app";

    private DatabaseFolder _folder = null!;
    private ServerProcess _server = null!;
    private FakeMetadataServer _metadata = null!;
    private FakeCloudRun _frontEnd = null!;
    private UserServiceClient _users = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = new DatabaseFolder();
        _server = await NativeServer.StartAsync(_folder.DatabasePath);
        _metadata = await FakeMetadataServer.StartAsync();
        Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, _metadata.Host);
        _frontEnd = await FakeCloudRun.StartAsync(_server.Port);
        var audience = $"{Audience}/{Guid.NewGuid():N}"; // a process keeps the token of one, and each test counts its own
        _frontEnd.Audience = audience;
        _users = UserServiceClient.Create(
            options =>
            {
                options.Address = _frontEnd.Address;
                options.Audience = audience;
            },
            TestAuthority.TrustedBy);
    }

    [TearDown]
    public async Task Stop()
    {
        _users.Dispose();
        await _frontEnd.DisposeAsync();
        Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, null);
        await _metadata.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Every_rpc_goes_through_with_one_token()
    {
        var created = await _users.CreateUserAsync(new CreateUserRequest { Name = "Zoë 🦊", Email = Unique.Email() });
        var changed = await _users.UpdateUserAsync(new UpdateUserRequest { Id = created.Id, Role = "admin", ETag = created.ETag });
        var got = await _users.GetUserAsync(new GetUserRequest { Id = created.Id });
        var listed = await _users.ListUsersAsync(new ListUsersRequest());
        var login = new[] { new RecordActivityRequest { UserId = created.Id, EventType = "login" } };
        var recorded = await _users.RecordActivityAsync(login.ToAsyncEnumerable()).ToListAsync();
        var events = await _users.StreamUserActivityAsync(new StreamActivityRequest { UserId = created.Id }).ToListAsync();
        await _users.DeleteUserAsync(new DeleteUserRequest { Id = created.Id });

        got.Should().Be(changed);
        listed.Users.Should().Equal(changed);
        recorded.Should().ContainSingle();
        events.Should().HaveCount(3);
        _metadata.FetchesFor(_frontEnd.Audience!).Should().Be(1);
        _frontEnd.Requests.Should().HaveCount(7);
        _server.LoggedErrors.Should().BeEmpty();
    }

    [Test]
    public async Task A_server_that_is_killed_while_users_are_created_loses_none_that_was_answered_and_makes_none_twice()
    {
        var asked = new ConcurrentBag<string>();
        var answered = new ConcurrentBag<string>();
        using var enough = new CancellationTokenSource();
        using var answers = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 10).Select(_ => CreateUntilAsync(enough.Token)).ToList();

        for (var kill = 0; kill < 3; kill++)
        {
            await WaitForAnswersAsync();
            await _server.KillAsync();
            await _server.DisposeAsync();
            _server = await NativeServer.StartAsync(_folder.DatabasePath);
            _frontEnd.BackendPort = _server.Port;
        }

        await WaitForAnswersAsync();
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        var stored = await ReadEmailsAsync();
        stored.Should().OnlyHaveUniqueItems();
        stored.Should().Contain(answered).And.BeSubsetOf(asked);
        _frontEnd.Requests.Should().Contain(request => request.Header("grpc-previous-rpc-attempts") != null, "calls were tried again");

        async Task CreateUntilAsync(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                var email = Unique.Email();
                asked.Add(email);
                try
                {
                    var user = await _users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = email });
                    answered.Add(user.Email);
                    answers.Release();
                }
                catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable)
                {
                    // Nobody knows whether it was created.
                }
            }
        }

        async Task WaitForAnswersAsync()
        {
            for (var answer = 0; answer < 50; answer++)
            {
                (await answers.WaitAsync(Patience.Limit)).Should().BeTrue("users are created");
            }
        }
    }

    private async Task<List<string>> ReadEmailsAsync()
    {
        var emails = new List<string>();
        var request = new ListUsersRequest { PageSize = 1000 };
        do
        {
            var page = await _users.ListUsersAsync(request);
            emails.AddRange(page.Users.Select(user => user.Email));
            request = request with { PageToken = page.NextPageToken };
        }
        while (request.PageToken.Length > 0);

        return emails;
    }
}
