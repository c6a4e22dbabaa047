using System.Diagnostics;
using System.Text.RegularExpressions;
using CodeFirst.Contracts;
using CodeFirst.Tests.Browser.Pages;

namespace CodeFirst.Tests.Browser;

/// <summary>What a user does, as it happens: within a second, so nothing else runs meanwhile.</summary>
[NonParallelizable]
public sealed class ActivityTests : PageTests
{
    private static readonly TimeSpan LiveLimit = TimeSpan.FromSeconds(1);

    [Test]
    public async Task An_event_recorded_through_gRPC_is_shown_within_a_second()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);
        await Expect(Panel.News).ToHaveTextAsync("New event. user.created: The user was created.");

        var shown = Panel.WaitForAsync(2);
        var watch = Stopwatch.StartNew();
        await RecordAsync(user, "login", "Signed in from Lisbon");
        await shown;
        var taken = watch.Elapsed;

        taken.Should().BeLessThan(LiveLimit);
        await Expect(Panel.Events).ToHaveCountAsync(2);
        await Expect(Panel.Events.First).ToContainTextAsync("login");
        await Expect(Panel.Events.First).ToContainTextAsync("Signed in from Lisbon");
        await Expect(Panel.News).ToHaveTextAsync("New event. login: Signed in from Lisbon");
        await TestContext.Out.WriteLineAsync($"Shown after {taken.TotalMilliseconds:0} ms.");
    }

    [Test]
    public async Task The_chart_counts_what_is_shown_in_a_picture_and_in_words()
    {
        var user = await CreateUserAsync(Unique.Name());
        await RecordAsync(user, "login");
        await RecordAsync(user, "logout");

        await Panel.OpenAsync(user.Id);

        await Expect(Panel.Bars).Not.ToHaveCountAsync(0);
        await Expect(Panel.Chart).ToHaveAccessibleNameAsync(
            new Regex(@"^Events per minute: 3 in the last 30 minutes, at most [1-3] \(at \d\d:\d\d\)\.$"));
        var titles = await Panel.Bars.Locator("title").AllTextContentsAsync();
        titles.Sum(title => int.Parse(title.Split(' ')[1], null)).Should().Be(3, "{0}", string.Join('\n', titles));
    }

    [Test]
    public async Task An_event_can_be_recorded_on_the_page()
    {
        Watch.ExpectStatus(400);
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);

        await Panel.Record.ClickAsync();
        await Dialog.Root.GetByLabel("Type").FillAsync("Not a type");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root.GetByLabel("Type")).ToHaveAttributeAsync("aria-invalid", "true");
        await Dialog.Root.GetByLabel("Type").FillAsync("page.view");
        await Dialog.Root.GetByLabel("Description").FillAsync("Opened the report");
        await Dialog.Submit.ClickAsync();
        await Panel.WaitForAsync(2);

        await Expect(Panel.Events.First).ToContainTextAsync("page.view");
        await Expect(Dialog.Root).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Two_tabs_follow_the_same_user()
    {
        var user = await CreateUserAsync(Unique.Name());
        var renamed = Unique.Name();
        var other = new UserPanel(await Context.NewPageAsync());
        await Panel.OpenAsync(user.Id);
        await other.OpenAsync(user.Id);

        await RecordAsync(user, "login");
        await Panel.WaitForAsync(2);
        await other.WaitForAsync(2);
        await Panel.Edit.ClickAsync();
        await Dialog.Name.FillAsync(renamed);
        await Dialog.Submit.ClickAsync();

        await Expect(other.Title).ToHaveTextAsync(renamed);
        await other.WaitForAsync(3);
        (await other.SequencesAsync()).Should().Equal(3, 2, 1);
        await Panel.WaitForAsync(3);
        (await Panel.SequencesAsync()).Should().Equal(3, 2, 1);
    }

    [Test]
    public async Task Another_user_s_events_are_not_mixed_in()
    {
        var (one, two) = (await CreateUserAsync(Unique.Name()), await CreateUserAsync(Unique.Name()));
        await Panel.OpenAsync(one.Id);
        await Tab.EvaluateAsync("id => { location.hash = `#/users/${id}`; }", two.Id);
        await Expect(Panel.Title).ToHaveTextAsync(two.Name);
        await Expect(Panel.State).ToHaveTextAsync("Live");

        await RecordAsync(one, "of-one");
        await RecordAsync(two, "of-two");
        await Panel.WaitForAsync(2);

        await Expect(Panel.Events.First).ToContainTextAsync("of-two");
        await Expect(Panel.Events).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Of_thousands_of_events_the_newest_are_shown_and_all_are_counted()
    {
        var user = await CreateUserAsync(Unique.Name());
        var events = Enumerable.Range(0, 4999).Select(index => new RecordActivityRequest { UserId = user.Id, EventType = $"e{index}" });
        await Connect().RecordActivityAsync(events.ToAsyncEnumerable(), Soon).ToListAsync();

        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(5000);

        (await Panel.SequencesAsync()).Should().Equal(Enumerable.Range(4801, 200).Reverse().Select(sequence => (long)sequence));
        await Expect(Panel.Root).ToContainTextAsync("The newest 200 of 5,000 events");
        await Expect(Panel.Chart).ToHaveAccessibleNameAsync(new Regex("^Events per minute: 5,000 in the last"));
        var starts = await Panel.Chart.Locator("text").EvaluateAllAsync<double[]>("texts => texts.map(text => text.getBBox().x)");
        starts.Should().OnlyContain(start => start >= 0, "thousands have room left of the axis");
    }

    [Test]
    public async Task Who_never_rests_is_told_of_all_the_same()
    {
        var user = await CreateUserAsync(Unique.Name());
        var users = Connect();
        await Panel.OpenAsync(user.Id);

        var told = Expect(Panel.News).ToHaveTextAsync(new Regex("^[0-9]+ events, the newest: tick$"));
        RecordActivityRequest[] tick = [new() { UserId = user.Id, EventType = "tick" }];
        while (!told.IsCompleted)
        {
            await users.RecordActivityAsync(tick.ToAsyncEnumerable(), Soon).ToListAsync();
        }

        await told;
    }

    [Test]
    public async Task A_user_that_is_opened_again_before_it_was_read_is_followed_once()
    {
        var user = await CreateUserAsync(Unique.Name());
        var release = new TaskCompletionSource();
        await Tab.RouteAsync($"**/v1/users/{user.Id}", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        var streams = 0;
        Tab.Request += (_, request) => streams += request.Url.Contains("/activity?", StringComparison.Ordinal) ? 1 : 0;
        await Users.OpenAsync();

        foreach (var hash in new[] { $"#/users/{user.Id}", "#/", $"#/users/{user.Id}" })
        {
            await Tab.EvaluateAsync("hash => { location.hash = hash; }", hash);
        }

        release.SetResult();
        await Panel.WaitForAsync(1);
        await RecordAsync(user, "login");
        await Panel.WaitForAsync(2);

        streams.Should().Be(1);
    }

    [Test]
    public async Task A_tab_that_nobody_sees_gives_its_connection_back_and_catches_up()
    {
        var user = await CreateUserAsync(Unique.Name());
        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(1);
        var ended = new TaskCompletionSource();
        Tab.RequestFailed += (_, request) => ended.TrySetResult();

        await SetHiddenAsync(true);
        await ended.Task.WaitAsync(Patience.Limit);
        await RecordAsync(user, "unseen");
        await SetHiddenAsync(false);
        await Panel.WaitForAsync(2);

        (await Panel.SequencesAsync()).Should().Equal(2, 1);
        await Expect(Panel.State).ToHaveTextAsync("Live");
    }

    private async Task SetHiddenAsync(bool isHidden) => await Tab.EvaluateAsync(
        """
        isHidden => {
          Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        isHidden);
}
