using CodeFirst.Contracts;
using CodeFirst.Tests.Browser.Pages;

namespace CodeFirst.Tests.Browser;

/// <summary>Editing and deleting.</summary>
public sealed class ChangeUserTests : PageTests
{
    [Test]
    public async Task Only_what_was_changed_is_sent_and_shown_everywhere()
    {
        var user = await CreateUserAsync("Bea", "admin");
        var name = Unique.Name();
        await Panel.OpenAsync(user.Id);
        var sending = Tab.WaitForRequestAsync(request => request.Method == "PATCH");

        await Panel.Edit.ClickAsync();
        await Expect(Dialog.Title).ToContainTextAsync("Bea");
        await Expect(Dialog.Email).ToHaveValueAsync(user.Email);
        await Dialog.Name.FillAsync(name);
        await Dialog.Submit.ClickAsync();
        var sent = await sending;

        sent.PostData.Should().Be($$"""{"name":"{{name}}"}""");
        sent.Headers["if-match"].Should().Be(user.ETag);
        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Expect(Panel.Title).ToHaveTextAsync(name);
        await Expect(Users.Link(name)).ToBeVisibleAsync();
        await Expect(Panel.Events.First).ToContainTextAsync("user.updated");
        (await ReadAsync(user)).Should().BeEquivalentTo(
            user with { Name = name }, options => options.Excluding(read => read.ETag).Excluding(read => read.UpdatedAt));
    }

    [Test]
    public async Task A_role_can_be_taken_away()
    {
        var user = await CreateUserAsync(Unique.Name(), "admin");
        await Panel.OpenAsync(user.Id);

        await Panel.Edit.ClickAsync();
        await Dialog.Role.FillAsync("");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);

        (await ReadAsync(user)).Role.Should().BeEmpty();
    }

    [Test]
    public async Task Nothing_changed_sends_nothing()
    {
        var user = await CreateUserAsync(Unique.Name());
        var sent = new List<string>();
        Tab.Request += (_, request) => sent.Add(request.Method);
        await Panel.OpenAsync(user.Id);

        await Panel.Edit.ClickAsync();
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);

        sent.Should().NotContain("PATCH");
        (await ReadAsync(user)).Should().Be(user);
    }

    [Test]
    public async Task What_another_tab_saved_meanwhile_is_not_overwritten()
    {
        Watch.ExpectStatus(409);
        var user = await CreateUserAsync(Unique.Name());
        var other = await Context.NewPageAsync();
        var (otherPanel, otherDialog) = (new UserPanel(other), new UserDialog(other));
        await Panel.OpenAsync(user.Id);
        await Panel.Edit.ClickAsync();
        await otherPanel.OpenAsync(user.Id);
        await otherPanel.Edit.ClickAsync();
        await otherDialog.Role.FillAsync("auditor");
        await otherDialog.Submit.ClickAsync();
        await Expect(otherDialog.Root).ToHaveCountAsync(0);

        await Dialog.Role.FillAsync("admin");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).ToContainTextAsync("Somebody changed this user meanwhile.");
        await Expect(Dialog.Reload).ToBeFocusedAsync();
        var meanwhile = await ReadAsync(user);
        await Dialog.Reload.ClickAsync();
        await Expect(Dialog.Role).ToHaveValueAsync("auditor");
        await Expect(Dialog.Alert).ToBeEmptyAsync();
        await Dialog.Role.FillAsync("admin");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);

        meanwhile.Role.Should().Be("auditor");
        (await ReadAsync(user)).Role.Should().Be("admin");
    }

    [Test]
    public async Task Of_two_changes_made_elsewhere_the_later_stays_though_the_earlier_is_answered_last()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(1);
        var (read, release, answered) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await Tab.RouteAsync($"**/v1/users/{user.Id}", async route =>
        {
            var answer = await route.FetchAsync();
            read.SetResult();
            await release.Task;
            await route.FulfillAsync(new() { Response = answer });
            answered.SetResult();
        }, new() { Times = 1 });

        await Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Role = "earlier" }, Soon);
        await read.Task.WaitAsync(Patience.Limit);
        await Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Role = "later" }, Soon);
        await Expect(Panel.Role).ToHaveTextAsync("later");
        release.SetResult();
        await answered.Task.WaitAsync(Patience.Limit);
        await Tab.EvaluateAsync("fetch('/health')"); // comes after that answer

        await Expect(Panel.Role).ToHaveTextAsync("later");
    }

    [Test]
    public async Task Delete_asks_first_and_then_the_user_is_gone()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);

        await Panel.Delete.ClickAsync();
        await Expect(Dialog.Title).ToContainTextAsync(user.Name);
        await Expect(Dialog.Cancel).ToBeFocusedAsync();
        await Dialog.Cancel.ClickAsync();
        var kept = await ReadAsync(user);
        await Panel.Delete.ClickAsync();
        await Dialog.Submit.ClickAsync();

        kept.Should().Be(user);
        await Expect(Panel.Root).ToBeHiddenAsync();
        await Expect(Users.Notice).ToContainTextAsync($"{user.Name}\u2069 was deleted.");
        await Expect(Users.Link(user.Name)).ToHaveCountAsync(0);
        var read = async () => await ReadAsync(user);
        (await read.Should().ThrowAsync<Grpc.Core.RpcException>()).Which.StatusCode.Should().Be(Grpc.Core.StatusCode.NotFound);
    }

    [Test]
    public async Task A_user_that_somebody_changed_is_not_deleted_unseen()
    {
        Watch.ExpectStatus(409);
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);
        await Panel.Delete.ClickAsync();
        await Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Role = "auditor" }, Soon);

        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).ToContainTextAsync("Somebody changed this user meanwhile.");
        await Dialog.Reload.ClickAsync();

        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Expect(Panel.Root).ToContainTextAsync("auditor");
        (await ReadAsync(user)).Role.Should().Be("auditor");
    }

    [Test]
    public async Task A_user_deleted_elsewhere_is_told_to_be_gone()
    {
        Watch.ExpectStatus(404);
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);
        await Panel.Edit.FocusAsync();

        await Connect().DeleteUserAsync(new DeleteUserRequest { Id = user.Id }, Soon);

        await Expect(Panel.Title).ToHaveTextAsync("This user was deleted");
        await Expect(Panel.Title).ToBeFocusedAsync();
        await Expect(Users.Link(user.Name)).ToHaveCountAsync(0);
    }

    private async Task<User> ReadAsync(User user) =>
        await Connect().GetUserAsync(new GetUserRequest { Id = user.Id }, Soon);
}
