using System.Text.Json;
using System.Xml.Linq;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>The folders that NuGet restores packages into.</summary>
internal static class PackageFolders
{
    /// <summary>The folders that may have the packages of an assembly, each once, the most likely first.</summary>
    public static IEnumerable<string> Of(string assembly)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var fallbacks = Environment.GetEnvironmentVariable("NUGET_FALLBACK_PACKAGES") ?? "";
        return new[] { Environment.GetEnvironmentVariable("NUGET_PACKAGES") }
            .Concat(ProbingPaths(assembly))
            .Concat(ConfiguredFolders(Path.GetDirectoryName(Path.GetFullPath(assembly))!))
            .Append(Path.Combine(home, ".nuget", "packages"))
            .Concat(fallbacks.Split(Path.PathSeparator))
            .OfType<string>()
            .Where(Directory.Exists)
            .Distinct();
    }

    // What the host of a program would look into while it is developed.
    private static IEnumerable<string> ProbingPaths(string assembly)
    {
        foreach (var name in new[] { "runtimeconfig.dev.json", "runtimeconfig.json" })
        {
            var path = Path.ChangeExtension(assembly, name);
            if (!File.Exists(path))
            {
                continue;
            }

            using var config = JsonDocument.Parse(File.ReadAllBytes(path));
            if (config.RootElement.TryGetProperty("runtimeOptions", out var options)
                && options.TryGetProperty("additionalProbingPaths", out var paths))
            {
                foreach (var probing in paths.EnumerateArray())
                {
                    yield return probing.GetString()!;
                }
            }
        }
    }

    private static IEnumerable<string> ConfiguredFolders(string start)
    {
        // NuGet.Config is as good as nuget.config, also where names differ by case.
        var anyCase = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            foreach (var config in folder.Exists ? folder.GetFiles("nuget.config", anyCase) : [])
            {
                if (FolderIn(config.FullName) is { } packages)
                {
                    yield return Path.Combine(folder.FullName, packages);
                }
            }
        }
    }

    private static string? FolderIn(string config) => XDocument.Load(config).Descendants("config").Elements("add")
        .FirstOrDefault(setting =>
            string.Equals((string?)setting.Attribute("key"), "globalPackagesFolder", StringComparison.OrdinalIgnoreCase))
        ?.Attribute("value")?.Value;
}
