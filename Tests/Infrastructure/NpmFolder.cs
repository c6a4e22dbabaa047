namespace CodeFirst.Tests.Infrastructure;

/// <summary>A folder with a package.json and its lock file, whose packages are installed when a test first needs them.</summary>
public sealed class NpmFolder(string path)
{
    private readonly Lazy<Task> _installation = new(() => InstallAsync(path));

    /// <summary>Installs what is missing, and returns the path of a file in node_modules.</summary>
    public async Task<string> FindAsync(params string[] names)
    {
        await _installation.Value;

        return Path.Combine([path, "node_modules", .. names]);
    }

    private static async Task InstallAsync(string path)
    {
        var wanted = new FileInfo(Path.Combine(path, "package-lock.json"));
        var installed = new FileInfo(Path.Combine(path, "node_modules", ".package-lock.json")); // npm writes it last
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
        {
            return;
        }

        var result = await new Command("npm", "ci") { Folder = path, Limit = Patience.LongLimit }.RunAsync();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"`npm ci` in {path} failed: {result}");
        }
    }
}
