using CodeFirst.Contracts;

namespace CodeFirst.Tests.Browser;

/// <summary>The server or the gateway goes, and comes back: the view goes on where it was.</summary>
public sealed class ReconnectTests : PageTests
{
    [TestCase(true, TestName = "A_server_that_stops_and_starts_again_leaves_no_gap_and_no_duplicate")]
    [TestCase(false, TestName = "A_server_that_crashes_and_starts_again_leaves_no_gap_and_no_duplicate")]
    public async Task Restart_the_server(bool isAsked)
    {
        Watch.ExpectDisconnection();
        var user = await OpenUserAsync();

        await (isAsked ? Processes.Server.StopAsync(Patience.Limit) : Processes.Server.KillAsync());
        await Expect(Panel.State).ToHaveTextAsync("Reconnecting…");
        await Processes.StartServerAsync();
        await RecordAsync(user, "after");
        await RecordAsync(user, "after");
        await Panel.WaitForAsync(5);
        await Expect(Panel.State).ToHaveTextAsync("Live");
        await RecordAsync(user, "live");
        await Panel.WaitForAsync(6);

        (await Panel.SequencesAsync()).Should().Equal(6, 5, 4, 3, 2, 1);
    }

    [Test]
    public async Task A_gateway_that_starts_again_leaves_no_gap_and_no_duplicate()
    {
        Watch.ExpectDisconnection();
        var user = await OpenUserAsync();

        await Processes.Gateway.StopAsync(Patience.Limit);
        await Expect(Panel.State).ToHaveTextAsync("Reconnecting…");
        await RecordAsync(user, "unseen");
        await Processes.StartGatewayAsync();
        await RecordAsync(user, "after");
        await Panel.WaitForAsync(5);
        await Expect(Panel.State).ToHaveTextAsync("Live");

        (await Panel.SequencesAsync()).Should().Equal(5, 4, 3, 2, 1);
    }

    [Test]
    public async Task What_comes_twice_is_shown_once_and_what_is_missing_is_fetched()
    {
        var user = await CreateUserAsync(Unique.Name());
        for (var index = 0; index < 4; index++)
        {
            await RecordAsync(user, "real");
        }

        var asked = new List<string>();
        await Tab.RouteAsync("**/activity?*", async route =>
        {
            asked.Add(new Uri(route.Request.Url).Query);
            if (asked.Count > 1)
            {
                await route.ContinueAsync();

                return;
            }

            var events = new long[] { 1, 2, 1, 2, 4 }.Select(sequence =>
                $$"""id: {{sequence}}{{'\n'}}data: {"event_type":"real","user_id":"{{user.Id}}","sequence":"{{sequence}}"}{{"\n\n"}}""");
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = string.Concat(events) });
        });

        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(5);

        (await Panel.SequencesAsync()).Should().Equal(5, 4, 3, 2, 1);
        asked.Should().Equal("?follow=true&after_sequence=0", "?follow=true&after_sequence=2");
    }

    [Test]
    public async Task While_the_server_is_down_what_is_tried_says_so_and_loses_nothing()
    {
        Watch.ExpectDisconnection();
        var email = Unique.Email();
        await Users.OpenAsync();
        await Users.New.ClickAsync();
        await Dialog.FillAsync("Ann", email, "admin");

        await Processes.Server.KillAsync();
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Alert).Not.ToBeEmptyAsync();
        var told = await Dialog.Alert.TextContentAsync();
        await Processes.StartServerAsync();
        await WaitUntilReadyAsync();
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);

        await TestContext.Out.WriteLineAsync(told);
        var found = await Connect().ListUsersAsync(new ListUsersRequest { Filter = $"email = \"{email}\"" }, Soon);
        found.Users.Should().ContainSingle().Which.Role.Should().Be("admin");
    }

    // The gateway looks for the server again after a moment, and fails calls until then.
    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!(await Tab.APIRequest.GetAsync("/health/ready")).Ok)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    // Shows a user with three events.
    private async Task<User> OpenUserAsync()
    {
        var user = await CreateUserAsync(Unique.Name());
        await RecordAsync(user, "before");
        await RecordAsync(user, "before");
        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(3);

        return user;
    }
}
