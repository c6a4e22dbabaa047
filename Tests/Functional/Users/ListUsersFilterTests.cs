using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Users;

public sealed class ListUsersFilterTests(string provider) : StoreTests(provider)
{
    private readonly string _role = NewRole();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, User> _users = [];

    [OneTimeSetUp]
    public async Task CreateUsers()
    {
        foreach (var name in new[] { "Ann Lee", "ÄNNE", "100% \"real\"", "under_score", "O'Brien", "star*" })
        {
            var user = await CreateUserAsync(name, _role);
            _names.Add(user.Id, name);
            _users.Add(name, user);
        }

        await CreateUserAsync("Ann Lee", NewRole());
    }

    [TestCase("name = \"ann lee\"", "Ann Lee")]
    [TestCase("name = änne", "ÄNNE")]
    [TestCase("name = ann*", "Ann Lee")]
    [TestCase("name = *LEE", "Ann Lee")]
    [TestCase("name = *n*", "Ann Lee", "ÄNNE", "under_score", "O'Brien")]
    [TestCase("name:nn", "Ann Lee", "ÄNNE")]
    [TestCase("name:%", "100% \"real\"")]
    [TestCase("name:_", "under_score")]
    [TestCase("name:\"'\"", "O'Brien")]
    [TestCase("name = \"100% \\\"real\\\"\"", "100% \"real\"")]
    [TestCase("name = \"star\\*\"", "star*")]
    [TestCase("name != \"*e*\"", "star*")]
    [TestCase("NOT name:n", "100% \"real\"", "star*")]
    [TestCase("-name:n", "100% \"real\"", "star*")]
    [TestCase("lee OR star", "Ann Lee", "star*")]
    [TestCase("ann AND lee", "Ann Lee")]
    [TestCase("(ann lee) OR score", "Ann Lee", "under_score")]
    [TestCase("n AND lee OR score", "Ann Lee", "under_score")]
    [TestCase("name > b AND name < p", "O'Brien")]
    [TestCase("created_at > 1999-01-01T00:00:00Z name:star", "star*")]
    [TestCase("created_at < 1999-01-01T00:00:00Z")]
    [TestCase("updated_at:* score", "under_score")]
    [TestCase("email:@example.com brien", "O'Brien")]
    [TestCase("id = user-* real", "100% \"real\"")]
    [TestCase("\"' OR 1=1--\"")]
    [TestCase("name = \"x'; DROP TABLE users; --\"")]
    [TestCase("name = \"$filter0\"")]
    [TestCase("name = \"?1\"")]
    public async Task Filter_finds(string filter, params string[] names)
    {
        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {_role} AND ({filter})" });

        page.Users.Select(user => _names[user.Id]).Should().BeEquivalentTo(names);
        page.Users.Select(user => user.Id).Should().BeInAscendingOrder(StringComparer.Ordinal);
        page.TotalCount.Should().Be(names.Length);
    }

    [Test]
    public async Task Times_that_were_answered_can_be_compared_exactly()
    {
        var user = _users["ÄNNE"];

        var equal = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"created_at = {user.CreatedAt} AND id = {user.Id}" });
        var later = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"created_at > {user.CreatedAt} AND id = {user.Id}" });

        equal.Users.Should().Equal(user);
        later.Users.Should().BeEmpty();
    }

    [TestCase("age = 3", "Unknown field 'age' at position 1. The fields are id, name, email, role, created_at, updated_at.")]
    [TestCase("name == x", "Unknown operator '==' at position 6. The operators are = != < <= > >= and :.")]
    [TestCase("name =", "Expected a value after =, but the filter ends at position 7.")]
    [TestCase(
        "created_at > yesterday",
        "Bad time for created_at at position 14. Write it as RFC 3339 with Z or an offset, for example 2026-11-22T18:24:16Z.")]
    [TestCase("name = x') OR ('1'='1", null)]
    [TestCase("1=1--", "Unknown field '1' at position 1. The fields are id, name, email, role, created_at, updated_at.")]
    [TestCase("(a", "Unbalanced '(' at position 1. It is never closed.")]
    [TestCase("a\0", null)]
    [TestCase("a\uFFFD", null)]
    public async Task Wrong_filter_is_refused_with_its_position(string filter, string? message)
    {
        var failure = await Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { Filter = filter }));

        if (message is not null)
        {
            failure.ShouldBeInvalid(("filter", message));
        }

        failure.Fields.Should().Equal("filter");
        failure.Message.Should().StartWith("filter: ").And.MatchRegex("at position [0-9]+");
    }

    [Test]
    public async Task Filter_that_is_not_UTF8_is_refused()
    {
        var failure = await Failure.OfAsync(Wire.CallAsync(Server.Channel, "ListUsers", Wire.Field(3, 0x61, 0xFF)));

        failure.Fields.Should().Equal("filter");
        failure.Message.Should().Contain("at position 2");
    }

    [Test]
    public async Task Filter_may_have_2000_characters_and_no_more()
    {
        var longest = "name = \"" + string.Concat(Enumerable.Repeat("\U0001F600", 1991)) + "\"";

        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = longest });
        var failure = await Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { Filter = longest + " " }));

        page.TotalCount.Should().Be(0);
        failure.Fields.Should().Equal("filter");
    }

    [TestCase("(", 10_000)]
    [TestCase("a OR ", 10_000)]
    [TestCase("-(", 10_000)]
    [TestCase("x", 1_000_000)]
    public async Task Huge_filter_is_refused(string part, int count)
    {
        var filter = string.Concat(Enumerable.Repeat(part, count));

        var failure = await Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { Filter = filter }));

        failure.Fields.Should().Equal("filter");
        failure.Message.Length.Should().BeLessThan(300);
    }

    [Test]
    public async Task Nesting_of_32_and_100_terms_are_possible_and_no_more()
    {
        var nested = new string('(', 32) + "score" + new string(')', 32);
        var terms = string.Join(" OR ", Enumerable.Repeat("id:score", 100));

        await Client.ListUsersAsync(new ListUsersRequest { Filter = nested });
        await Client.ListUsersAsync(new ListUsersRequest { Filter = terms });
        var tooNested = await Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { Filter = $"({nested})" }));
        var tooMany = await Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { Filter = terms + " OR a" }));

        tooNested.ShouldBeInvalid(("filter", "More than 32 open parentheses at position 33."));
        tooMany.Message.Should().StartWith("filter: More than 100 words and comparisons at position ");
    }
}
