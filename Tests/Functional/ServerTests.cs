using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional;

/// <summary>Tests that share one server. Each makes its own users, and the server may log no error meanwhile.</summary>
public abstract class ServerTests
{
    /// <summary>How long anything may take that should not wait at all.</summary>
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    protected ServerFixture Server { get; private set; } = null!;

    protected IUserService Client { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync()
    {
        Server = await StartAsync();
        Client = Server.Client;
    }

    [OneTimeTearDown]
    public void StopServer()
    {
        Server.Dispose();
    }

    [TearDown]
    public void Server_has_logged_no_error()
    {
        Server.Errors.Should().BeEmpty();
    }

    protected static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    /// <summary>A role that no other test has: what is listed by it is the test's own.</summary>
    protected static string NewRole() => $"role-{Guid.NewGuid():N}";

    protected virtual Task<ServerFixture> StartAsync() => Task.FromResult(new ServerFixture());

    protected async Task<User> CreateUserAsync(string name = "Ann", string role = "", string? email = null) =>
        await Client.CreateUserAsync(new CreateUserRequest { Name = name, Email = email ?? NewEmail(), Role = role });

    protected async Task<List<User>> CreateUsersAsync(int count, string role)
    {
        var users = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => CreateUserAsync(role: role)));

        return [.. users.OrderBy(user => user.Id, StringComparer.Ordinal)];
    }

    protected async Task<List<ActivityEvent>> ReadActivityAsync(string userId, long afterSequence = 0)
    {
        var request = new StreamActivityRequest { UserId = userId, AfterSequence = afterSequence };

        return await Client.StreamUserActivityAsync(request).ToListAsync().AsTask().WaitAsync(Soon);
    }

    protected async Task<List<RecordActivityResponse>> RecordAsync(params RecordActivityRequest[] requests) =>
        await Client.RecordActivityAsync(requests.ToAsyncEnumerable()).ToListAsync().AsTask().WaitAsync(Soon);
}
