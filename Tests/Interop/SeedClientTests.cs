using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;
using Userservice;

namespace CodeFirst.Tests.Interop;

/// <summary>A client generated from the .proto of the time before: it knows four rpcs and fewer fields, and must never notice.</summary>
public sealed class SeedClientTests : ServerTests
{
    private UserService.UserServiceClient _client = null!;

    [OneTimeSetUp]
    public void Connect() => _client = new UserService.UserServiceClient(Server.Connect());

    [Test]
    public async Task A_user_is_created_and_read()
    {
        var email = Unique.Email();

        var created = await CreateUserAsync(email);
        var got = await _client.GetUserAsync(new GetUserRequest { Id = created.Id }, deadline: Patience.Deadline);

        created.Id.Should().StartWith("user-");
        created.Name.Should().Be("Alice Smith");
        created.Email.Should().Be(email);
        created.Role.Should().Be("admin");
        created.CreatedAt.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");
        got.Should().Be(created);
    }

    [Test]
    public async Task Users_are_listed_page_by_page()
    {
        User[] users = [await CreateUserAsync(Unique.Email()), await CreateUserAsync(Unique.Email())];
        var request = new ListUsersRequest { PageSize = 1, Filter = $"id = \"{users[0].Id}\" OR id = \"{users[1].Id}\"" };

        var page = await _client.ListUsersAsync(request, deadline: Patience.Deadline);
        request.PageToken = page.NextPageToken;
        var next = await _client.ListUsersAsync(request, deadline: Patience.Deadline);

        page.Users.Should().ContainSingle();
        page.TotalCount.Should().Be(2);
        next.Users.Should().ContainSingle();
        page.Users.Concat(next.Users).Should().Equal(users.OrderBy(user => user.Id, StringComparer.Ordinal));
        next.NextPageToken.Should().BeEmpty();
    }

    [Test]
    public async Task The_activity_of_a_user_ends_by_itself()
    {
        var user = await CreateUserAsync(Unique.Email());

        using var call = _client.StreamUserActivity(new StreamActivityRequest { UserId = user.Id }, deadline: Patience.Deadline);
        var events = await call.ResponseStream.ReadAllAsync().ToListAsync();

        events.Should().ContainSingle();
        events[0].EventType.Should().Be("user.created");
        events[0].Description.Should().Be("The user was created.");
        events[0].Timestamp.Should().Be(user.CreatedAt);
        call.GetStatus().StatusCode.Should().Be(StatusCode.OK);
    }

    [Test]
    public async Task An_unknown_user_is_not_found()
    {
        var get = () => _client.GetUserAsync(new GetUserRequest { Id = "user-123" }, deadline: Patience.Deadline).ResponseAsync;

        (await get.Should().ThrowAsync<RpcException>())
            .Which.Status.Should().Be(new Status(StatusCode.NotFound, "No user has the id 'user-123'."));
    }

    private Task<User> CreateUserAsync(string email) => _client
        .CreateUserAsync(new CreateUserRequest { Name = "Alice Smith", Email = email, Role = "admin" }, deadline: Patience.Deadline)
        .ResponseAsync;
}
