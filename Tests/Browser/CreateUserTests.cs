using CodeFirst.Contracts;

namespace CodeFirst.Tests.Browser;

public sealed class CreateUserTests : PageTests
{
    [Test]
    public async Task A_created_user_appears_in_the_list_and_is_shown_with_its_activity()
    {
        var (name, email) = (Unique.Name(), Unique.Email());
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Expect(Dialog.Name).ToBeFocusedAsync();
        await Dialog.FillAsync(name, email, "admin");
        await Dialog.Submit.ClickAsync();

        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Expect(Users.Link(name)).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Users.Notice).ToContainTextAsync($"{name}\u2069 was created.");
        await Expect(Panel.Title).ToHaveTextAsync(name);
        await Expect(Panel.Root).ToContainTextAsync(email);
        await Expect(Panel.State).ToHaveTextAsync("Live");
        await Expect(Panel.Events.Locator(".event-type")).ToHaveTextAsync(["user.created"]);
        var user = (await FindAsync(email)).Should().ContainSingle().Subject;
        (user.Name, user.Role).Should().Be((name, "admin"));
        Tab.Url.Should().EndWith($"#/users/{user.Id}");
    }

    [Test]
    public async Task A_bad_email_is_told_at_its_field_which_gets_the_focus()
    {
        Watch.ExpectStatus(400);
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", "ann@");
        await Dialog.Submit.ClickAsync();

        await Expect(Dialog.Email).ToHaveAccessibleDescriptionAsync(
            "Must be an e-mail address, such as ann@example.com, of at most 254 characters.");
        await Expect(Dialog.Email).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Dialog.Email).ToBeFocusedAsync();
        await Expect(Dialog.Name).ToHaveAttributeAsync("aria-invalid", "false");
        await Expect(Dialog.Alert).ToBeEmptyAsync();
    }

    [Test]
    public async Task Every_field_that_is_wrong_is_told_at_once_and_until_it_is_changed()
    {
        Watch.ExpectStatus(400);
        var email = Unique.Email();
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Dialog.FillAsync(" ", "nobody", "Not A Role");
        await Dialog.Submit.ClickAsync();

        await Expect(Dialog.Name).ToHaveAccessibleDescriptionAsync("Must not be empty.");
        await Expect(Dialog.Email).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Dialog.Role).ToHaveAccessibleDescriptionAsync(
            "Must be at most 64 characters of a-z, 0-9, '_' and '-'. Small letters, digits, _ and -, such as admin");
        await Expect(Dialog.Name).ToBeFocusedAsync();
        await Dialog.FillAsync("Ann", email, "admin");
        await Expect(Dialog.Root.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);
        (await FindAsync(email)).Should().ContainSingle();
    }

    [Test]
    public async Task A_taken_email_is_told_at_its_field()
    {
        Watch.ExpectStatus(409);
        var taken = await CreateUserAsync("Ann");
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Dialog.FillAsync("Another Ann", taken.Email.ToUpperInvariant());
        await Dialog.Submit.ClickAsync();

        await Expect(Dialog.Email).ToHaveAccessibleDescriptionAsync("Another user has this e-mail address.");
        await Expect(Dialog.Email).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_double_click_creates_one_user()
    {
        var email = Unique.Email();
        var sent = 0;
        Tab.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", email);
        await Dialog.Submit.DblClickAsync();

        await Expect(Dialog.Root).ToHaveCountAsync(0);
        (await FindAsync(email)).Should().ContainSingle();
        sent.Should().Be(1);
    }

    [Test]
    public async Task A_repeat_after_a_lost_answer_creates_one_user_and_a_corrected_one_is_new()
    {
        Watch.ExpectDisconnection();
        var (email, corrected) = (Unique.Email(), Unique.Email());
        var keys = new List<string>();
        await Tab.RouteAsync("**/v1/users", async route =>
        {
            keys.Add(route.Request.Headers["idempotency-key"]);
            if (keys.Count == 2)
            {
                await route.ContinueAsync();

                return;
            }

            if (keys.Count == 1)
            {
                (await route.FetchAsync()).Status.Should().Be(201, "the server did create the user");
            }

            await route.AbortAsync();
        });
        await Users.OpenAsync();
        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", email);

        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).ToHaveTextAsync("The service cannot be reached. Try again in a moment.");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);
        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", corrected);
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).Not.ToBeEmptyAsync();
        await Dialog.Name.FillAsync("Bea");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).Not.ToBeEmptyAsync();

        keys.Should().HaveCount(4);
        keys[1].Should().Be(keys[0]);
        keys.Skip(1).Should().OnlyHaveUniqueItems();
        (await FindAsync(email)).Should().ContainSingle();
    }

    [Test]
    public async Task A_dialog_that_was_cancelled_is_empty_when_opened_again()
    {
        await Users.OpenAsync();

        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", "ann");
        await Dialog.Cancel.ClickAsync();
        await Expect(Users.New).ToBeFocusedAsync();
        await Users.New.ClickAsync();

        await Expect(Dialog.Name).ToBeEmptyAsync();
        await Expect(Dialog.Email).ToBeEmptyAsync();
    }

    private async Task<IReadOnlyList<User>> FindAsync(string email) =>
        (await Connect().ListUsersAsync(new ListUsersRequest { Filter = $"email = \"{email}\"" }, Soon)).Users;
}
