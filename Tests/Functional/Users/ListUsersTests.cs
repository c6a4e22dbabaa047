using System.Diagnostics;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Users;

public sealed class ListUsersTests(string provider) : StoreTests(provider)
{
    [Test]
    public async Task Page_holds_50_users_by_default()
    {
        var role = NewRole();
        var users = await CreateUsersAsync(51, role);

        var page = await ListAsync(new ListUsersRequest { Filter = $"role = {role}" });

        page.Users.Should().Equal(users.Take(50));
        page.NextPageToken.Should().NotBeEmpty();
        page.TotalCount.Should().Be(51);
    }

    [Test]
    public async Task Page_size_above_1000_means_1000()
    {
        var role = NewRole();
        var users = await CreateUsersAsync(1001, role);

        var page = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 1000 });
        var coerced = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 1001 });
        var largest = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = int.MaxValue });

        page.Users.Should().Equal(users.Take(1000));
        coerced.Users.Should().Equal(page.Users);
        largest.Users.Should().Equal(page.Users);
        coerced.NextPageToken.Should().NotBeEmpty();
    }

    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public async Task Negative_page_size_is_refused(int size)
    {
        var failure = await Failure.OfAsync(ListAsync(new ListUsersRequest { PageSize = size }));

        failure.ShouldBeInvalid(("page_size", "Must not be negative."));
    }

    [Test]
    public async Task Every_violation_is_listed_at_once()
    {
        var failure = await Failure.OfAsync(ListAsync(new ListUsersRequest { PageSize = -1, PageToken = "x", Filter = "age = 3" }));

        failure.ShouldBeInvalid(
            ("page_size", "Must not be negative."),
            ("filter", "Unknown field 'age' at position 1. The fields are id, name, email, role, created_at, updated_at."),
            ("page_token", "Is not a next_page_token of ListUsers. Send one as it came, or none to start anew."));
    }

    [Test]
    public async Task Nobody_matches()
    {
        var page = await ListAsync(new ListUsersRequest { Filter = $"role = {NewRole()}" });

        (page.Users.Count, page.NextPageToken, page.TotalCount).Should().Be((0, "", 0));
    }

    [Test]
    public async Task Total_without_a_filter_is_the_number_of_users()
    {
        var before = (await ListAsync(new ListUsersRequest { PageSize = 1 })).TotalCount;

        var users = await CreateUsersAsync(3, NewRole());
        var created = (await ListAsync(new ListUsersRequest { PageSize = 1 })).TotalCount;
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = users[0].Id, Role = NewRole() });
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = users[0].Id });
        var deleted = (await ListAsync(new ListUsersRequest { PageSize = 1, Filter = "  " })).TotalCount;

        (created - before, deleted - before).Should().Be((3, 2));
    }

    [Test]
    public async Task Total_of_a_role_follows_creations_updates_and_deletions()
    {
        var (from, to) = (NewRole(), NewRole());
        var users = await CreateUsersAsync(3, from);
        var totals = new List<(int From, int To)> { await TotalsAsync() };

        await Client.UpdateUserAsync(new UpdateUserRequest { Id = users[0].Id, Role = to });
        totals.Add(await TotalsAsync());
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = users[0].Id, Name = "Bea" });
        totals.Add(await TotalsAsync());
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = users[1].Id });
        totals.Add(await TotalsAsync());
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = users[2].Id, Role = "" });
        totals.Add(await TotalsAsync());
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = users[0].Id });
        totals.Add(await TotalsAsync());

        totals.Should().Equal((3, 0), (2, 1), (2, 1), (1, 1), (0, 1), (0, 0));

        async Task<(int From, int To)> TotalsAsync() => (await TotalAsync($"role = \"{from}\""), await TotalAsync($"role = {to}"));
    }

    [Test]
    public async Task Total_of_a_free_filter_is_the_number_of_matches()
    {
        var role = NewRole();
        var users = await CreateUsersAsync(5, role);
        await Client.UpdateUserAsync(new UpdateUserRequest { Id = users[1].Id, Name = "Bea" });
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = users[3].Id });

        var page = await ListAsync(new ListUsersRequest { Filter = $"role = {role} AND name = Ann", PageSize = 2 });

        page.Users.Should().Equal(users[0], users[2]);
        page.TotalCount.Should().Be(3);
        page.NextPageToken.Should().NotBeEmpty();
    }

    [TestCase("""role = "\*" """)]
    [TestCase("""role = "\\" """)]
    [TestCase("""role = "' OR '1'='1" """)]
    [TestCase("""role = "users" """)]
    public async Task Role_that_nobody_can_have_counts_nobody(string filter)
    {
        await CreateUserAsync(role: NewRole());

        var page = await ListAsync(new ListUsersRequest { Filter = filter });

        (page.Users.Count, page.TotalCount).Should().Be((0, 0));
    }

    [Test]
    public async Task Users_without_a_role_are_a_list_of_their_own()
    {
        var user = await CreateUserAsync();
        await CreateUserAsync(role: NewRole());

        var page = await ListAsync(new ListUsersRequest { Filter = """role = "" """, PageSize = 1000 });

        page.Users.Should().Contain(user).And.OnlyContain(one => one.Role == "");
        page.TotalCount.Should().Be(page.Users.Count);
    }

    [Test]
    public async Task Changed_user_is_listed_as_it_is_now()
    {
        var role = NewRole();
        var user = await CreateUserAsync(role: role);

        var updated = await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea" });

        (await ListAsync(new ListUsersRequest { Filter = $"role = {role}" })).Users.Should().Equal(updated);
        (await ListAsync(new ListUsersRequest { Filter = $"role = {role} name = Bea" })).Users.Should().Equal(updated);
        (await ListAsync(new ListUsersRequest { Filter = $"role = {role} name = Ann" })).Users.Should().BeEmpty();
    }

    [Test]
    public async Task Longest_filter_is_answered_quickly()
    {
        await CreateUserAsync();
        var filter = string.Join(" OR ", Enumerable.Repeat("name:aaaaab", 100));
        await ListAsync(new ListUsersRequest { Filter = filter });

        var time = Stopwatch.StartNew();
        await ListAsync(new ListUsersRequest { Filter = filter });

        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    private async Task<int> TotalAsync(string filter) => (await ListAsync(new ListUsersRequest { Filter = filter })).TotalCount;

    private async Task<ListUsersResponse> ListAsync(ListUsersRequest request) => await Client.ListUsersAsync(request);
}
