namespace CodeFirst.Tests.Browser.Pages;

/// <summary>The list of users.</summary>
internal sealed class UsersPage(IPage tab)
{
    public ILocator Title => tab.Locator("#users-title");

    public ILocator Total => tab.Locator("#users-total");

    public ILocator Search => tab.GetByRole(AriaRole.Searchbox, new() { Name = "Search users" });

    public ILocator SearchProblem => tab.Locator("#query-error");

    public ILocator Links => tab.GetByRole(AriaRole.Table).Locator("tbody").GetByRole(AriaRole.Link);

    public ILocator New => tab.GetByRole(AriaRole.Button, new() { Name = "New user", Exact = true }).First;

    public ILocator Pages => tab.GetByRole(AriaRole.Navigation, new() { Name = "Pages of users" });

    public ILocator Previous => Pages.GetByRole(AriaRole.Button, new() { Name = "Previous" });

    public ILocator Next => Pages.GetByRole(AriaRole.Button, new() { Name = "Next" });

    public ILocator Notice => tab.Locator(".notice");

    public async Task OpenAsync()
    {
        await tab.GotoAsync("/");
        await Expect(Total).Not.ToBeEmptyAsync();
    }

    public ILocator Link(string name) => Links.Filter(new() { HasText = name });
}
