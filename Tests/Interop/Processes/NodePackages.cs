namespace CodeFirst.Tests.Interop.Processes;

/// <summary>The programs of the package.json files, installed when a test first needs them.</summary>
internal static class NodePackages
{
    private static readonly string Tests = Path.Combine(Repository.Root, "Tests", "Interop");
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "node");

    private static readonly NpmFolder TestPackages = new(Tests);
    private static readonly NpmFolder SamplePackages = new(Sample);

    /// <summary>Runs buf. Paths in the arguments are seen from the root of the repository.</summary>
    public static async Task<CommandResult> BufAsync(params string[] arguments) =>
        await new Command(await TestPackages.FindAsync(".bin", "buf"), arguments).RunAsync();

    /// <summary>Returns the path of a file of a package.</summary>
    public static Task<string> FindAsync(params string[] names) => TestPackages.FindAsync(names);

    /// <summary>Runs a program of the packages.</summary>
    public static async Task<CommandResult> ToolAsync(string program, params string[] arguments) =>
        await new Command(await TestPackages.FindAsync(".bin", program), arguments) { Limit = Patience.LongLimit }.RunAsync();

    /// <summary>Makes a folder from which scripts find the packages.</summary>
    public static async Task<string> FolderAsync(string name) => Directory.CreateDirectory(await TestPackages.FindAsync(name)).FullName;

    /// <summary>Runs a script of the node folder.</summary>
    public static async Task<CommandResult> NodeAsync(string script, params string[] arguments)
    {
        await TestPackages.FindAsync();

        return await new Command("node", [Path.Combine(Tests, "node", script), .. arguments]).RunAsync();
    }

    /// <summary>Runs the sample.</summary>
    public static async Task<CommandResult> SampleAsync(IReadOnlyDictionary<string, string> environment)
    {
        await SamplePackages.FindAsync();

        return await new Command("node", Path.Combine(Sample, "main.mjs")) { Environment = environment }.RunAsync();
    }
}
