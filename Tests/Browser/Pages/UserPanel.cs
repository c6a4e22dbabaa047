namespace CodeFirst.Tests.Browser.Pages;

/// <summary>One user, and what it does.</summary>
internal sealed class UserPanel(IPage tab)
{
    public ILocator Root => tab.Locator("#detail");

    public ILocator Title => Root.Locator("#detail-name");

    public ILocator Role => Root.Locator("[data-role]");

    public ILocator Edit => Root.GetByRole(AriaRole.Button, new() { Name = "Edit" });

    public ILocator Delete => Root.GetByRole(AriaRole.Button, new() { Name = "Delete" });

    public ILocator Record => Root.GetByRole(AriaRole.Button, new() { Name = "Record event" });

    public ILocator Back => Root.GetByRole(AriaRole.Link, new() { Name = "All users" });

    /// <summary>Whether the activity is live.</summary>
    public ILocator State => Root.Locator(".state");

    public ILocator Events => Root.Locator("[data-sequence]");

    /// <summary>What a screen reader is told of new events.</summary>
    public ILocator News => Root.Locator("[aria-live=polite]");

    public ILocator Chart => Root.GetByRole(AriaRole.Img);

    public ILocator Bars => Chart.Locator("rect");

    public async Task OpenAsync(string id)
    {
        await tab.GotoAsync($"/#/users/{id}");
        await Expect(State).ToHaveTextAsync("Live");
    }

    /// <summary>Waits until the event with the sequence is shown, looking again with every frame.</summary>
    public Task<IElementHandle?> WaitForAsync(long sequence) => tab.WaitForSelectorAsync($"#detail [data-sequence='{sequence}']");

    /// <summary>The sequences of the events shown, as they are: newest first.</summary>
    public async Task<long[]> SequencesAsync() =>
        await Events.EvaluateAllAsync<long[]>("elements => elements.map(element => Number(element.dataset.sequence))");
}
