namespace CodeFirst.Tests.Browser;

/// <summary>The page before there is anything, and when nothing answers.</summary>
public sealed class EmptyListTests : PageTests
{
    [Test]
    public async Task Without_users_the_page_offers_to_create_one()
    {
        await Users.OpenAsync();

        await Expect(Users.Total).ToHaveTextAsync("0");
        await Expect(Tab.GetByText("No users yet")).ToBeVisibleAsync();
        await Tab.Locator("#users-empty").GetByRole(AriaRole.Button, new() { Name = "New user" }).ClickAsync();

        await Expect(Dialog.Title).ToHaveTextAsync("New user");
    }

    [Test]
    public async Task While_the_users_are_read_their_rows_are_hinted_at()
    {
        var release = new TaskCompletionSource();
        await Tab.RouteAsync("**/v1/users?*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });

        await Tab.GotoAsync("/");
        await Expect(Tab.Locator("tr.loading")).ToHaveCountAsync(6);
        await Expect(Tab.Locator("#rows")).ToHaveAttributeAsync("aria-busy", "true");
        release.SetResult();

        await Expect(Tab.GetByText("No users yet")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_failure_is_told_and_can_be_tried_again()
    {
        Watch.ExpectDisconnection();
        await Tab.RouteAsync("**/v1/users?*", route => route.AbortAsync(), new() { Times = 1 });

        await Tab.GotoAsync("/");
        await Expect(Tab.Locator("#users-empty")).ToContainTextAsync("The users could not be loaded");
        await Expect(Tab.Locator("#users-empty")).ToContainTextAsync("The service cannot be reached.");
        await Tab.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(Tab.GetByText("No users yet")).ToBeVisibleAsync();
        await Expect(Users.Title).ToBeFocusedAsync();
    }
}
