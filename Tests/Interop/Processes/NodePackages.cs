namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The programs of package.json, installed when a test first needs them.</summary>
internal static class NodePackages
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Interop");
    private static readonly NpmFolder Packages = new(Folder);

    /// <summary>Runs buf. Paths in the arguments are seen from the root of the repository.</summary>
    public static async Task<CommandResult> BufAsync(params string[] arguments) =>
        await new Command(await Packages.FindAsync(".bin", "buf"), arguments).RunAsync();

    /// <summary>Runs a script of the node folder.</summary>
    public static async Task<CommandResult> NodeAsync(string script, params string[] arguments)
    {
        await Packages.FindAsync();

        return await new Command("node", [Path.Combine(Folder, "node", script), .. arguments]).RunAsync();
    }
}
