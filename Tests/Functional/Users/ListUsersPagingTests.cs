using System.Collections.Concurrent;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Users;

public sealed class ListUsersPagingTests(string provider) : StoreTests(provider)
{
    private const string NotAToken = "Is not a next_page_token of ListUsers. Send one as it came, or none to start anew.";
    private const string OfAnother = "Belongs to a list with another filter. Send the filter it came with, or no token to start anew.";

    [TestCase(1, 12, 12)]
    [TestCase(7, 50, 8)]
    [TestCase(7, 49, 7)]
    [TestCase(1000, 1000, 1)]
    [TestCase(1000, 1001, 2)]
    public async Task Pages_hold_every_user_once_in_the_order_of_ids(int pageSize, int count, int pages)
    {
        var role = NewRole();
        var users = await CreateUsersAsync(count, role);

        var listed = await ListPagesAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = pageSize });

        listed.SelectMany(page => page.Users).Should().Equal(users);
        listed.Should().HaveCount(pages).And.OnlyContain(page => page.TotalCount == count);
        listed.SkipLast(1).All(page => page.Users.Count == pageSize).Should().BeTrue();
    }

    [TestCase("")]
    [TestCase("email:example.com")]
    [TestCase("NOT role = nobody")]
    public async Task Pages_of_other_filters_hold_every_user_once_too(string filter)
    {
        var users = await CreateUsersAsync(20, NewRole());

        var listed = await ListPagesAsync(new ListUsersRequest { Filter = filter, PageSize = 7 });

        var ids = listed.SelectMany(page => page.Users).Select(user => user.Id).ToList();
        ids.Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems().And.Contain(users.Select(user => user.Id));
        ids.Should().HaveCount(listed[0].TotalCount);
    }

    [Test]
    public async Task Page_size_may_change_from_page_to_page()
    {
        var role = NewRole();
        var users = await CreateUsersAsync(12, role);
        var first = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 3 });

        var second = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 4, PageToken = first.NextPageToken });
        var third = await ListAsync(new ListUsersRequest { Filter = $"role = {role}", PageToken = second.NextPageToken });

        first.Users.Concat(second.Users).Concat(third.Users).Should().Equal(users);
        third.NextPageToken.Should().BeEmpty();
    }

    [Test]
    public async Task Users_that_exist_throughout_are_seen_once_while_others_come_and_go()
    {
        var role = NewRole();
        var users = await CreateUsersAsync(200, role);
        var staying = users.Where((_, i) => i % 2 == 0).Select(user => user.Id).ToList();
        var leaving = new ConcurrentQueue<User>(users.Where((_, i) => i % 2 == 1));

        var listed = await ListPagesAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 5 }, ChangeOthersAsync);

        var ids = listed.SelectMany(page => page.Users).Select(user => user.Id).ToList();
        ids.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal).And.Contain(staying);

        async Task ChangeOthersAsync(ListUsersResponse page)
        {
            // The last user of a page is what its token continues after.
            if (page.Users[^1] is var last && !staying.Contains(last.Id) && leaving.Contains(last))
            {
                await Client.DeleteUserAsync(new DeleteUserRequest { Id = last.Id });
                leaving = new ConcurrentQueue<User>(leaving.Where(user => user != last));
            }

            await Task.WhenAll(
                Enumerable.Range(0, 3).Select(_ => leaving.TryDequeue(out var user)
                    ? Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id }).AsTask()
                    : Task.CompletedTask)
                .Append(CreateUserAsync(role: role)));
        }
    }

    [Test]
    public async Task Token_is_URL_safe()
    {
        var token = await NewTokenAsync("");

        token.Should().MatchRegex("^[A-Za-z0-9_-]{1,300}$");
    }

    [Test]
    public async Task Altered_token_is_refused()
    {
        var token = await NewTokenAsync("");

        for (var i = 0; i < token.Length; i++)
        {
            var altered = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await FailureOfAsync(altered)).ShouldBeInvalid(("page_token", NotAToken));
        }
    }

    [TestCase("x")]
    [TestCase("null")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("2")]
    [TestCase("user-00000000000000000000000000000000")]
    [TestCase("\0")]
    [TestCase("\uFFFD")]
    [TestCase(" ")]
    [TestCase("' OR 1=1--")]
    public async Task Garbage_is_refused(string token)
    {
        (await FailureOfAsync(token)).ShouldBeInvalid(("page_token", NotAToken));
    }

    [Test]
    public async Task Token_cut_short_padded_or_repeated_is_refused()
    {
        var token = await NewTokenAsync("");

        foreach (var other in new[] { token[..^1], token[1..], token + "A", token + "=", $" {token}", token + token })
        {
            (await FailureOfAsync(other)).ShouldBeInvalid(("page_token", NotAToken));
        }
    }

    [Test]
    public async Task Huge_token_is_refused()
    {
        (await FailureOfAsync(new string('A', 1 << 20))).ShouldBeInvalid(("page_token", NotAToken));
    }

    [Test]
    public async Task Token_that_is_not_UTF8_is_refused()
    {
        var failure = await Failure.OfAsync(Wire.CallAsync(Server.Channel, "ListUsers", Wire.Field(2, 0xFF)));

        failure.ShouldBeInvalid(("page_token", NotAToken));
    }

    [TestCase("", "role = admin")]
    [TestCase("name:a", "")]
    [TestCase("name:a", "name:b")]
    public async Task Token_of_another_filter_is_refused(string filter, string other)
    {
        var token = await NewTokenAsync(filter);

        var failure = await FailureOfAsync(token, other);

        failure.ShouldBeInvalid(("page_token", OfAnother));
    }

    [Test]
    public async Task Token_of_another_database_is_refused()
    {
        var token = await NewTokenAsync("");
        using var other = await StartAsync();

        var failure = await Failure.OfAsync(other.Client.ListUsersAsync(new ListUsersRequest { PageToken = token }));

        failure.ShouldBeInvalid(("page_token", NotAToken));
    }

    [Test]
    public async Task Token_is_good_more_than_once()
    {
        var token = await NewTokenAsync("");

        var first = await ListAsync(new ListUsersRequest { PageToken = token, PageSize = 1 });
        var second = await ListAsync(new ListUsersRequest { PageToken = token, PageSize = 1 });

        second.Users.Should().Equal(first.Users);
    }

    private async Task<string> NewTokenAsync(string filter)
    {
        await Task.WhenAll(CreateUserAsync("ab"), CreateUserAsync("ab"));

        return (await ListAsync(new ListUsersRequest { Filter = filter, PageSize = 1 })).NextPageToken;
    }

    private Task<Failure> FailureOfAsync(string token, string filter = "") =>
        Failure.OfAsync(Client.ListUsersAsync(new ListUsersRequest { PageToken = token, Filter = filter }));

    private async Task<List<ListUsersResponse>> ListPagesAsync(ListUsersRequest request, Func<ListUsersResponse, Task>? between = null)
    {
        var pages = new List<ListUsersResponse> { await ListAsync(request) };
        while (pages[^1].NextPageToken.Length > 0)
        {
            if (between is not null)
            {
                await between(pages[^1]);
            }

            pages.Add(await ListAsync(request with { PageToken = pages[^1].NextPageToken }));
        }

        return pages;
    }

    private async Task<ListUsersResponse> ListAsync(ListUsersRequest request) => await Client.ListUsersAsync(request);
}
