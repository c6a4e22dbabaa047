using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace CodeFirst.Tests.Browser;

/// <summary>
/// axe's rules (WCAG 2.2 A and AA, best practices; contrast among them) on each state of the page, light, dark and narrow.
/// </summary>
[TestFixture(ColorScheme.Light, 1360)]
[TestFixture(ColorScheme.Dark, 1360)]
[TestFixture(ColorScheme.Light, 360)]
public sealed class AccessibilityTests(ColorScheme scheme, int width) : PageTests
{
    // In the dark only the colours are others.
    private readonly AxeRunOptions _rules = new()
    {
        Rules = new() { ["target-size"] = new RuleOptions { Enabled = true } }, // of WCAG 2.2, and off by default
        RunOnly = scheme == ColorScheme.Dark ? new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } : null,
        ResultTypes = [ResultType.Violations],
    };

    [SetUp]
    public Task ResizeAsync() => OpenContextAsync(new()
    {
        ColorScheme = scheme,
        ReducedMotion = ReducedMotion.Reduce, // axe reads colours: not in the middle of a transition
        ViewportSize = new() { Width = width, Height = 900 },
    });

    [Test]
    public async Task The_list()
    {
        await CreateUserAsync(Unique.Name(), "admin");
        await Users.OpenAsync();

        await CheckAsync();
    }

    [Test]
    public async Task The_empty_search_and_the_bad_filter()
    {
        Watch.ExpectStatus(400);
        await CreateUserAsync(Unique.Name());
        await Users.OpenAsync();

        await Users.Search.FillAsync("nobody-has-this-name");
        await Expect(Users.Total).ToHaveTextAsync("0");
        await CheckAsync();
        await Users.Search.FillAsync("rol = x");
        await Expect(Users.SearchProblem).Not.ToBeEmptyAsync();

        await CheckAsync();
    }

    [Test]
    public async Task A_user_and_its_activity()
    {
        var user = await CreateUserAsync(Unique.Name(), "admin");
        await RecordAsync(user, "login", "Signed in from Lisbon");
        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(2);

        await CheckAsync();
    }

    [Test]
    public async Task The_dialogs_and_their_errors()
    {
        Watch.ExpectStatus(400);
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);

        await Panel.Edit.ClickAsync();
        await Dialog.FillAsync("", "x", "X");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Name).ToHaveAttributeAsync("aria-invalid", "true");
        await CheckAsync();
        await Dialog.Cancel.ClickAsync();
        await Panel.Delete.ClickAsync();
        await CheckAsync();
        await Dialog.Cancel.ClickAsync();
        await Panel.Record.ClickAsync();

        await CheckAsync();
    }

    [Test]
    public async Task The_connection_that_is_lost_and_the_user_that_is_gone()
    {
        Watch.ExpectDisconnection();
        Watch.ExpectStatus(404);
        var user = await CreateUserAsync(Unique.Name());
        await Tab.RouteAsync("**/activity?*", route => route.AbortAsync());
        await Tab.GotoAsync($"/#/users/{user.Id}");
        await Expect(Panel.State).ToHaveTextAsync("Reconnecting…");
        await CheckAsync();
        await Tab.GotoAsync("/#/users/user-0");
        await Expect(Panel.Title).ToHaveTextAsync("There is no such user");

        await CheckAsync();
    }

    private async Task CheckAsync()
    {
        var result = await Tab.RunAxe(_rules);

        result.Violations
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help} {node.Html}"))
            .Should().BeEmpty();
        result.Passes.Should().NotBeEmpty();
    }
}
