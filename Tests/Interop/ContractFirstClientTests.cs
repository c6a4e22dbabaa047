using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;

namespace CodeFirst.Tests.Interop;

/// <summary>A C# client generated from the exported .proto: the unary rpcs.</summary>
public sealed class ContractFirstClientTests : ServerTests
{
    private UserService.UserServiceClient _client = null!;

    [OneTimeSetUp]
    public void Connect() => _client = new UserService.UserServiceClient(Server.Connect());

    [Test]
    public async Task A_user_that_was_created_is_read_as_it_was_answered()
    {
        var email = Unique.Email();

        var created = await CreateAsync(new CreateUserRequest { Name = "Ann", Email = email, Role = "admin" });

        created.Id.Should().MatchRegex("^user-[0-9a-f]{32}$");
        created.Name.Should().Be("Ann");
        created.Email.Should().Be(email);
        created.Role.Should().Be("admin");
        created.CreatedAt.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");
        created.UpdatedAt.Should().Be(created.CreatedAt);
        created.Etag.Should().NotBeEmpty();
        (await GetAsync(created.Id)).Should().Be(created);
    }

    [TestCase("Zoë 李雷 🦊 Ωμέγα", TestName = "A_name_of_many_scripts_stays_as_it_was_sent")]
    [TestCase("Zoe\u0308", TestName = "A_combining_accent_stays_apart_as_it_was_sent")]
    [TestCase("𝒜𝓃𝓃 👩‍👩‍👧‍👦", TestName = "Characters_beyond_16_bits_stay_as_they_were_sent")]
    public async Task A_name_stays_as_it_was_sent(string name)
    {
        var created = await CreateAsync(new CreateUserRequest { Name = name, Email = Unique.Email() });
        var found = await ListAsync(new ListUsersRequest { Filter = $"name = \"{name}\" AND id = \"{created.Id}\"" });

        (await GetAsync(created.Id)).Name.Should().Be(name);
        found.Users.Should().Equal(created);
    }

    [Test]
    public async Task The_same_request_id_creates_one_user()
    {
        var request = new CreateUserRequest { Name = "Ann", Email = Unique.Email(), RequestId = Guid.NewGuid().ToString() };

        var first = await CreateAsync(request);
        var second = await CreateAsync(request);

        second.Should().Be(first);
    }

    [Test]
    public async Task Only_the_fields_that_are_present_change()
    {
        var created = await CreateAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email(), Role = "admin" });

        var renamed = await UpdateAsync(new UpdateUserRequest { Id = created.Id, Name = "Anna" });
        var withoutRole = await UpdateAsync(new UpdateUserRequest { Id = created.Id, Role = "" });

        renamed.Name.Should().Be("Anna");
        renamed.Role.Should().Be("admin", "an absent role stays");
        renamed.Email.Should().Be(created.Email);
        renamed.Etag.Should().NotBe(created.Etag);
        withoutRole.Role.Should().BeEmpty("an empty role takes the role away");
        withoutRole.Name.Should().Be("Anna");
        (await GetAsync(created.Id)).Should().Be(withoutRole);
    }

    [Test]
    public async Task A_stale_etag_changes_nothing()
    {
        var created = await CreateAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() });
        await UpdateAsync(new UpdateUserRequest { Id = created.Id, Name = "Anna", Etag = created.Etag });

        var update = () => UpdateAsync(new UpdateUserRequest { Id = created.Id, Name = "Annette", Etag = created.Etag });

        (await update.Should().ThrowAsync<RpcException>()).Which.Status.Should().Be(new Status(
            StatusCode.Aborted, $"The user '{created.Id}' has changed since the etag was read. Read the user again and decide anew."));
        (await GetAsync(created.Id)).Name.Should().Be("Anna");
    }

    [Test]
    public async Task A_deleted_user_is_gone()
    {
        var created = await CreateAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() });
        var request = new DeleteUserRequest { Id = created.Id, Etag = created.Etag };

        var deleted = await _client.DeleteUserAsync(request, deadline: Patience.Deadline);
        var again = () => _client.DeleteUserAsync(request, deadline: Patience.Deadline).ResponseAsync;

        deleted.Should().Be(new DeleteUserResponse());
        (await again.Should().ThrowAsync<RpcException>())
            .Which.Status.Should().Be(new Status(StatusCode.NotFound, $"No user has the id '{created.Id}'."));
    }

    [Test]
    public async Task A_page_may_be_larger_than_a_megabyte()
    {
        const int Users = 1000;
        var role = Unique.EventId();
        var name = string.Concat(Enumerable.Repeat("🦊", 200));
        var created = await Task.WhenAll(Enumerable.Range(0, Users).Select(_ =>
            CreateAsync(new CreateUserRequest { Name = name, Email = $"{Unique.EventId()}@{LongDomain}", Role = role })));

        var page = await ListAsync(new ListUsersRequest { PageSize = Users, Filter = $"role = \"{role}\"" });

        page.CalculateSize().Should().BeGreaterThan(1 << 20);
        page.Users.Should().Equal(created.OrderBy(user => user.Id, StringComparer.Ordinal));
        page.NextPageToken.Should().BeEmpty();
        page.TotalCount.Should().Be(Users);
    }

    [Test]
    public async Task Pages_hold_every_user_once()
    {
        var role = Unique.EventId();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await CreateAsync(new CreateUserRequest { Name = $"Ann {i}", Email = Unique.Email(), Role = role })).Id);
        }

        var request = new ListUsersRequest { PageSize = 2, Filter = $"role = \"{role}\"" };
        var listed = new List<string>();
        do
        {
            var page = await ListAsync(request);
            page.TotalCount.Should().Be(ids.Count);
            listed.AddRange(page.Users.Select(user => user.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        listed.Should().Equal(ids.Order(StringComparer.Ordinal));
    }

    private static string LongDomain => $"{new string('b', 60)}.{new string('c', 60)}.example.com";

    private Task<User> CreateAsync(CreateUserRequest request) =>
        _client.CreateUserAsync(request, deadline: Patience.Deadline).ResponseAsync;

    private Task<User> GetAsync(string id) =>
        _client.GetUserAsync(new GetUserRequest { Id = id }, deadline: Patience.Deadline).ResponseAsync;

    private Task<User> UpdateAsync(UpdateUserRequest request) =>
        _client.UpdateUserAsync(request, deadline: Patience.Deadline).ResponseAsync;

    private Task<ListUsersResponse> ListAsync(ListUsersRequest request) =>
        _client.ListUsersAsync(request, deadline: Patience.Deadline).ResponseAsync;
}
