namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The programs of package.json, installed when a test first needs them.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task> Installation = new(InstallAsync);

    /// <summary>Runs buf. Paths in the arguments are seen from the root of the repository.</summary>
    public static async Task<CommandResult> BufAsync(params string[] arguments)
    {
        await Installation.Value;

        return await new Command(Path.Combine(Path.Combine(Repository.Root, "Tests", "Interop"), "node_modules", ".bin", "buf"), arguments).RunAsync();
    }

    /// <summary>Runs a script of the node folder.</summary>
    public static async Task<CommandResult> NodeAsync(string script, params string[] arguments)
    {
        await Installation.Value;

        return await new Command("node", [Path.Combine(Path.Combine(Repository.Root, "Tests", "Interop"), "node", script), .. arguments]).RunAsync();
    }

    private static async Task InstallAsync()
    {
        var wanted = new FileInfo(Path.Combine(Path.Combine(Repository.Root, "Tests", "Interop"), "package-lock.json"));
        var installed = new FileInfo(Path.Combine(Path.Combine(Repository.Root, "Tests", "Interop"), "node_modules", ".package-lock.json")); // npm writes it last
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
        {
            return;
        }

        var result = await new Command("npm", "ci") { Folder = Path.Combine(Repository.Root, "Tests", "Interop"), Limit = Patience.LongLimit }.RunAsync();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"`npm ci` in {Path.Combine(Repository.Root, "Tests", "Interop")} failed: {result}");
        }
    }
}
