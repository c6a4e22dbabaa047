namespace CodeFirst.Tests.Browser;

/// <summary>The page without a mouse.</summary>
public sealed class KeyboardTests : PageTests
{
    private const int MostTabs = 60;

    [Test]
    public async Task A_user_is_created_edited_and_deleted_with_keys_only()
    {
        var name = Unique.Name();
        await Users.OpenAsync();

        await TabToAsync(Users.New);
        await PressAsync("Enter");
        await TypeAsync(name, "Tab", Unique.Email(), "Tab", "admin", "Enter");
        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Expect(Panel.Title).ToHaveTextAsync(name);
        await Expect(Users.New).ToBeFocusedAsync();
        await TabToAsync(Panel.Edit);
        await PressAsync("Space");
        await Expect(Dialog.Name).ToBeFocusedAsync();
        await PressAsync("Control+A");
        await TypeAsync($"{name} Lee", "Enter");
        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Expect(Panel.Title).ToHaveTextAsync($"{name} Lee");
        await Expect(Panel.Edit).ToBeFocusedAsync();
        await TabToAsync(Panel.Delete);
        await PressAsync("Enter");
        await Expect(Dialog.Cancel).ToBeFocusedAsync();
        await TabToAsync(Dialog.Submit);
        await PressAsync("Enter");

        await Expect(Panel.Root).ToBeHiddenAsync();
        await Expect(Users.Title).ToBeFocusedAsync();
        await Expect(Users.Link(name)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Escape_closes_a_dialog_and_gives_the_focus_back()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);

        foreach (var opener in new[] { Users.New, Panel.Edit, Panel.Delete, Panel.Record })
        {
            await opener.FocusAsync();
            await PressAsync("Enter");
            await Expect(Dialog.Root).ToHaveCountAsync(1);
            await PressAsync("Escape");

            await Expect(Dialog.Root).ToHaveCountAsync(0);
            await Expect(opener).ToBeFocusedAsync();
        }
    }

    [Test]
    public async Task Tab_stays_in_an_open_dialog()
    {
        await Users.OpenAsync();
        await Users.New.ClickAsync();

        for (var presses = 0; presses < 8; presses++)
        {
            await PressAsync("Tab");
            (await Tab.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')"))
                .Should().BeTrue("press {0}", presses + 1);
        }
    }

    [Test]
    public async Task Arrows_move_between_users_and_Enter_shows_one()
    {
        var (first, second) = (await CreateUserAsync(Unique.Name()), await CreateUserAsync(Unique.Name()));
        await Users.OpenAsync();
        await Users.Search.FillAsync($"(\"{first.Name}\" OR \"{second.Name}\")");
        await Expect(Users.Total).ToHaveTextAsync("2");

        await TabToAsync(Users.Link(first.Name));
        await PressAsync("ArrowDown");
        await Expect(Users.Link(second.Name)).ToBeFocusedAsync();
        await PressAsync("ArrowDown");
        await Expect(Users.Link(second.Name)).ToBeFocusedAsync();
        await PressAsync("Enter");
        await Expect(Panel.Title).ToHaveTextAsync(second.Name);
        await Expect(Users.Link(second.Name)).ToBeFocusedAsync();
        await PressAsync("ArrowUp");

        await Expect(Users.Link(first.Name)).ToBeFocusedAsync();
    }

    [Test]
    public async Task On_a_phone_the_focus_follows_what_is_shown()
    {
        var user = await CreateUserAsync(Unique.Name());
        await OpenContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await Users.OpenAsync();
        await Users.Search.FillAsync(user.Name);
        await Expect(Users.Total).ToHaveTextAsync("1");

        await Users.Link(user.Name).PressAsync("Enter");
        await Expect(Panel.Title).ToBeFocusedAsync();
        await Expect(Users.Title).ToBeHiddenAsync();
        await Panel.Back.PressAsync("Enter");

        await Expect(Users.Link(user.Name)).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_first_Tab_skips_to_the_users()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);

        await PressAsync("Tab");
        await Expect(Tab.GetByRole(AriaRole.Link, new() { Name = "Skip to the users" })).ToBeFocusedAsync();
        await PressAsync("Enter");
        await PressAsync("Tab");

        await Expect(Users.New).ToBeFocusedAsync();
        await Expect(Panel.Title).ToHaveTextAsync(user.Name);
    }

    [Test]
    public async Task What_has_the_focus_shows_it()
    {
        await CreateUserAsync(Unique.Name());
        await Users.OpenAsync();

        for (var presses = 0; presses < 8; presses++)
        {
            await PressAsync("Tab");
            (await Tab.EvaluateAsync<bool>(
                """
                () => {
                  const outlined = (pseudo) => getComputedStyle(document.activeElement, pseudo).outlineStyle !== 'none';
                  return outlined(null) || outlined('::after');
                }
                """)).Should().BeTrue("press {0}", presses + 1);
        }
    }

    private Task PressAsync(string key) => Tab.Keyboard.PressAsync(key);

    private async Task TypeAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            await (text is "Tab" or "Enter" ? Tab.Keyboard.PressAsync(text) : Tab.Keyboard.TypeAsync(text));
        }
    }

    private async Task TabToAsync(ILocator target)
    {
        for (var presses = 0; presses < MostTabs; presses++)
        {
            await PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{target} is not reached with {MostTabs} presses of Tab.");
    }
}
