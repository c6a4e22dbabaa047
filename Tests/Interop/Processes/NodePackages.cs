namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The programs of the package.json files, installed when a test first needs them.</summary>
internal static class NodePackages
{
    private static readonly string Tests = Path.Combine(Repository.Root, "Tests", "Interop");
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "node");

    private static readonly Lazy<Task> TestsInstallation = new(() => InstallAsync(Tests));
    private static readonly Lazy<Task> SampleInstallation = new(() => InstallAsync(Sample));

    /// <summary>Runs buf. Paths in the arguments are seen from the root of the repository.</summary>
    public static async Task<CommandResult> BufAsync(params string[] arguments)
    {
        await TestsInstallation.Value;

        return await new Command(Path.Combine(Tests, "node_modules", ".bin", "buf"), arguments).RunAsync();
    }

    /// <summary>Runs a script of the node folder.</summary>
    public static async Task<CommandResult> NodeAsync(string script, params string[] arguments)
    {
        await TestsInstallation.Value;

        return await new Command("node", [Path.Combine(Tests, "node", script), .. arguments]).RunAsync();
    }

    /// <summary>Runs the sample.</summary>
    public static async Task<CommandResult> SampleAsync(IReadOnlyDictionary<string, string> environment)
    {
        await SampleInstallation.Value;

        return await new Command("node", Path.Combine(Sample, "main.mjs")) { Environment = environment }.RunAsync();
    }

    private static async Task InstallAsync(string folder)
    {
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json")); // npm writes it last
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
        {
            return;
        }

        var result = await new Command("npm", "ci") { Folder = folder, Limit = Patience.LongLimit }.RunAsync();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"`npm ci` in {folder} failed: {result}");
        }
    }
}
