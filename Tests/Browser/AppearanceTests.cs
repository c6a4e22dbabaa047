using CodeFirst.Contracts;

namespace CodeFirst.Tests.Browser;

/// <summary>Pictures of the page for somebody to look at, in out/screenshots, and what can be said without looking.</summary>
public sealed class AppearanceTests : PageTests
{
    private static readonly string[] Names =
        ["Ann Lee", "Béla Nagy", "Chiara Rossi", "Dmitri Volkov", "Esi Mensah", "Farid Haddad", "Grace Hopper", "مريم العلي", "Zoë 🦊"];

    private static readonly string[] Mailboxes =
        ["ann.lee", "bela.nagy", "chiara.rossi", "dmitri.volkov", "esi.mensah", "farid.haddad", "grace.hopper", "maryam", "zoe"];

    private static readonly string[] Roles = ["admin", "editor", "viewer", "", "billing"];

    private string _shown = "";

    [OneTimeSetUp]
    public async Task CreateUsersAsync()
    {
        for (var index = 0; index < 32; index++)
        {
            var request = new CreateUserRequest
            {
                Name = Names[index % Names.Length],
                Email = $"{Mailboxes[index % Names.Length]}.{index}@example.com",
                Role = Roles[index % Roles.Length],
            };
            var user = await Connect().CreateUserAsync(request, Soon);
            if (index == 0)
            {
                _shown = user.Id;
                await RecordAsync(user, "login", "Signed in from Lisbon");
                await RecordAsync(user, "page.view", "Opened the quarterly report");
                await RecordAsync(user, "file.upload", "Uploaded budget-2027.xlsx");
            }
        }
    }

    [Test]
    public async Task Each_view_has_its_picture(
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme, [Values(360, 900, 1440)] int width)
    {
        await OpenContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        Watch.ExpectStatus(400);
        var suffix = $"{width}-{scheme.ToString().ToLowerInvariant()}";

        await Users.OpenAsync();
        var background = await Tab.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await SaveAsync($"list-{suffix}");
        await Panel.OpenAsync(_shown);
        await Panel.WaitForAsync(4);
        await SaveAsync($"user-{suffix}");
        await Panel.Edit.ClickAsync();
        await Dialog.FillAsync("", "ann@", "Admin");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Name).ToHaveAttributeAsync("aria-invalid", "true");
        await SaveAsync($"dialog-{suffix}");

        background.Should().Be(scheme == ColorScheme.Dark ? "rgb(16, 19, 20)" : "rgb(246, 246, 243)");
    }

    [Test]
    public async Task Who_wants_less_motion_gets_none()
    {
        await OpenContextAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Panel.OpenAsync(_shown);
        await Panel.WaitForAsync(4);

        var moving = await Tab.EvaluateAsync<int>("document.getAnimations().length");

        moving.Should().Be(0);
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task In_the_colours_of_the_system_the_chosen_user_is_marked(ColorScheme scheme)
    {
        await OpenContextAsync(new() { ColorScheme = scheme, ForcedColors = ForcedColors.Active });

        await Panel.OpenAsync(_shown);
        await Panel.WaitForAsync(4);

        await SaveAsync($"forced-{scheme.ToString().ToLowerInvariant()}");
        await Expect(Tab.Locator("tr:has([aria-current])")).ToHaveCSSAsync("outline-style", "solid");
    }

    private async Task SaveAsync(string name)
    {
        var path = Path.Combine(Repository.Root, "out", "screenshots", $"{name}.png");
        await Tab.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        TestContext.AddTestAttachment(path);
    }
}
