namespace CodeFirst.Tests.Browser.Pages;

/// <summary>The open dialog: it creates, edits or deletes a user, or records an event.</summary>
internal sealed class UserDialog(IPage tab)
{
    public ILocator Root => tab.Locator("dialog[open]");

    public ILocator Title => Root.GetByRole(AriaRole.Heading);

    public ILocator Name => Root.GetByLabel("Name");

    public ILocator Email => Root.GetByLabel("E-mail");

    public ILocator Role => Root.GetByLabel("Role");

    public ILocator Submit => Root.Locator("[data-submit]");

    public ILocator Cancel => Root.Locator("[data-cancel]");

    public ILocator Alert => Root.Locator("[role=alert]"); // hidden while empty

    public ILocator Reload => Alert.GetByRole(AriaRole.Button, new() { Name = "Reload" });

    public async Task FillAsync(string name, string email, string role = "")
    {
        await Name.FillAsync(name);
        await Email.FillAsync(email);
        await Role.FillAsync(role);
    }
}
