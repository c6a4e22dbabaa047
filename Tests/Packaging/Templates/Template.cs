namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The packed templates, installed where the templates of this machine are not.</summary>
internal static class Template
{
    private static readonly string Hive = Path.Combine(Packages.Folder, "hive");

    private static readonly Lazy<Task<CommandResult>> Installation = new(() => DotNet.RunAsync(
        Packages.Folder,
        "new", "install", Path.Combine(Packages.Feed, $"{Packages.Templates.Id}.{Packages.Version}.nupkg"),
        "--debug:custom-hive", Hive).OrFailAsync());

    /// <summary>Makes what a template describes, in a folder of its own, and returns that folder.</summary>
    public static async Task<string> NewAsync(string template, string name, string parent, params string[] options)
    {
        await Installation.Value;
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, parent)).FullName;
        await DotNet.RunAsync(folder, ["new", template, "--name", name, .. options, "--debug:custom-hive", Hive]).OrFailAsync();

        return Path.Combine(folder, name);
    }

    /// <summary>Returns the text of a file that a template made.</summary>
    public static Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file));
}
