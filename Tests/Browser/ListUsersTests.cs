using CodeFirst.Contracts;

namespace CodeFirst.Tests.Browser;

/// <summary>Search and pages, over 120 users.</summary>
public sealed class ListUsersTests : PageTests
{
    private const int Count = 120;

    [OneTimeSetUp]
    public async Task CreateUsersAsync()
    {
        var users = Connect();
        await Parallel.ForAsync(0, Count, async (index, _) => await users.CreateUserAsync(
            new CreateUserRequest
            {
                Name = $"User {index:000}",
                Email = $"user.{index:000}@{(index % 2 == 0 ? "even" : "odd")}.example",
                Role = index % 3 == 0 ? "admin" : "",
            },
            Soon));
    }

    [Test]
    public async Task Pages_lead_through_all_users_and_back_and_the_total_is_told()
    {
        await Users.OpenAsync();

        var ranges = new List<string?>();
        var names = new List<string>();
        for (var page = 0; page < 5; page++)
        {
            await Expect(Users.Pages).ToContainTextAsync($"{(page * 25) + 1}–");
            ranges.Add(await Users.Pages.Locator("p").TextContentAsync());
            names.AddRange(await Users.Links.AllTextContentsAsync());
            if (page < 4)
            {
                await Users.Next.ClickAsync();
            }
        }

        await Expect(Users.Next).ToBeDisabledAsync();
        await Expect(Users.Previous).ToBeFocusedAsync();
        await Expect(Users.Total).ToHaveTextAsync("120");
        ranges.Should().Equal("1–25 of 120", "26–50 of 120", "51–75 of 120", "76–100 of 120", "101–120 of 120");
        names.Should().BeEquivalentTo(Enumerable.Range(0, Count).Select(index => $"User {index:000}"));
        for (var page = 4; page > 0; page--)
        {
            await Users.Previous.ClickAsync();
            await Expect(Users.Pages).ToContainTextAsync($"{((page - 1) * 25) + 1}–");
        }

        (await Users.Links.AllTextContentsAsync()).Should().Equal(names.Take(25));
        await Expect(Users.Previous).ToBeDisabledAsync();
    }

    [Test]
    public async Task A_page_is_turned_once_however_often_its_button_is_clicked_meanwhile()
    {
        await Users.OpenAsync();

        await Users.Next.EvaluateAsync("button => { button.click(); button.click(); }");
        await Expect(Users.Pages).ToContainTextAsync("26–50 of 120");
        await Expect(Users.Links.First).ToHaveTextAsync(await NameAsync(26));
        await Users.Previous.EvaluateAsync("button => { button.click(); button.click(); }");
        await Expect(Users.Pages).ToContainTextAsync("1–25 of 120");
        await Users.Next.ClickAsync();
        await Expect(Users.Pages).ToContainTextAsync("26–50 of 120");

        await Expect(Users.Links.First).ToHaveTextAsync(await NameAsync(26));
    }

    [Test]
    public async Task Words_are_found_in_name_and_email()
    {
        await Users.OpenAsync();

        await Users.Search.PressSequentiallyAsync("user 017 odd");

        await Expect(Users.Total).ToHaveTextAsync("1");
        await Expect(Users.Links).ToHaveTextAsync(["User 017"]);
        await Expect(Users.Pages).ToBeHiddenAsync();
    }

    [Test]
    public async Task Typing_asks_once_not_with_every_key()
    {
        await Users.OpenAsync();
        var asked = 0;
        Tab.Request += (_, request) => asked += request.Url.Contains("filter=", StringComparison.Ordinal) ? 1 : 0;

        await Users.Search.PressSequentiallyAsync("user.017@odd.example");
        await Expect(Users.Total).ToHaveTextAsync("1");

        asked.Should().BeLessThan(5);
    }

    [TestCase("role = admin", "40")]
    [TestCase("email = \"*@odd.example\" role:*", "20")]
    [TestCase("(017 OR 018)", "2")]
    public async Task What_looks_like_a_filter_is_one(string filter, string total)
    {
        await Users.OpenAsync();

        await Users.Search.FillAsync(filter);

        await Expect(Users.Total).ToHaveTextAsync(total);
    }

    [TestCase("017*")]
    [TestCase("it's")]
    [TestCase("back\\slash")]
    [TestCase("and or not")]
    public async Task Words_may_hold_anything(string words)
    {
        await Users.OpenAsync();

        await Users.Search.FillAsync(words);

        await Expect(Tab.GetByText($"Nobody matches “\u2068{words}\u2069”")).ToBeVisibleAsync();
        await Expect(Users.SearchProblem).ToBeEmptyAsync();
        await Tab.GetByRole(AriaRole.Button, new() { Name = "Clear search" }).ClickAsync();
        await Expect(Users.Total).ToHaveTextAsync("120");
        await Expect(Users.Search).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_filter_that_cannot_be_read_is_told_at_the_search()
    {
        Watch.ExpectStatus(400);
        await Users.OpenAsync();

        await Users.Search.FillAsync("rol = admin");

        await Expect(Users.SearchProblem).ToContainTextAsync("Unknown field 'rol' at position 1.");
        await Expect(Users.Search).ToHaveAttributeAsync("aria-invalid", "true");
        await Users.Search.FillAsync("role = admin");
        await Expect(Users.SearchProblem).ToBeEmptyAsync();
        await Expect(Users.Search).ToHaveAttributeAsync("aria-invalid", "false");
    }

    [Test]
    public async Task Of_a_search_without_hits_nothing_stays_when_a_bad_filter_follows()
    {
        Watch.ExpectStatus(400);
        await Users.OpenAsync();
        await Users.Search.FillAsync("nobody-has-this-name");
        await Expect(Users.Total).ToHaveTextAsync("0");

        await Users.Search.FillAsync("rol = admin");

        await Expect(Users.SearchProblem).ToContainTextAsync("Unknown field");
        await Expect(Users.Total).ToBeEmptyAsync();
        await Expect(Tab.GetByRole(AriaRole.Table)).ToBeHiddenAsync();
        await Expect(Tab.Locator("#users-empty")).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_list_that_cannot_be_refreshed_stays_and_says_so()
    {
        Watch.ExpectDisconnection();
        await Users.OpenAsync();
        await Users.Next.ClickAsync();
        await Expect(Users.Pages).ToContainTextAsync("26–50 of 120");
        var names = await Users.Links.AllTextContentsAsync();
        await Tab.RouteAsync("**/v1/users?*", route => route.AbortAsync(), new() { Times = 1 });

        await Tab.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

        await Expect(Users.Notice).ToHaveTextAsync(
            "The list could not be refreshed. The service cannot be reached. Try again in a moment.");
        await Expect(Users.Links).ToHaveTextAsync(names);
        await Expect(Users.Pages).ToContainTextAsync("26–50 of 120");
    }

    [Test]
    public async Task A_late_answer_to_an_earlier_search_is_not_shown()
    {
        var release = new TaskCompletionSource();
        await Tab.RouteAsync("**/v1/users?*filter=%22first*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await Users.OpenAsync();
        var asking = Tab.WaitForRequestAsync(request => request.Url.Contains("first", StringComparison.Ordinal));

        await Users.Search.FillAsync("first");
        await asking;
        await Users.Search.FillAsync("017");
        await Expect(Users.Links).ToHaveTextAsync(["User 017"]);
        release.SetResult();
        await Users.Search.FillAsync("01");

        await Expect(Users.Total).ToHaveTextAsync("12");
    }

    [Test]
    public async Task A_user_has_an_address_and_the_back_button_works()
    {
        await Users.OpenAsync();

        await Users.Link("User 003").ClickAsync();
        await Expect(Panel.Title).ToHaveTextAsync("User 003");
        await Users.Link("User 004").ClickAsync();
        await Expect(Panel.Title).ToHaveTextAsync("User 004");
        var address = Tab.Url;
        await Tab.GoBackAsync();
        await Expect(Panel.Title).ToHaveTextAsync("User 003");
        await Tab.GoBackAsync();
        await Expect(Panel.Root).ToBeHiddenAsync();
        await Expect(Tab).ToHaveTitleAsync("Users · CodeFirst");
        await Tab.GotoAsync(address);

        await Expect(Panel.Title).ToHaveTextAsync("User 004");
        await Expect(Tab).ToHaveTitleAsync("User 004 · CodeFirst");
    }

    [TestCase("user-0")]
    [TestCase("user-%E0%A4%A")]
    public async Task An_address_of_nobody_says_so(string id)
    {
        Watch.ExpectStatus(404);

        await Tab.GotoAsync($"/#/users/{id}");

        await Expect(Panel.Title).ToHaveTextAsync("There is no such user");
        await Panel.Back.ClickAsync();
        await Expect(Panel.Root).ToBeHiddenAsync();
    }

    private async Task<string> NameAsync(int place)
    {
        var all = await Connect().ListUsersAsync(new ListUsersRequest { PageSize = Count }, Soon);

        return all.Users[place - 1].Name;
    }
}
