using System.Runtime.InteropServices;
using System.Text.Json;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>The <c>.deps.json</c> that a build writes beside an assembly: the files of its packages.</summary>
internal sealed class DependencyManifest
{
    private readonly Dictionary<string, List<string>> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the manifest of an assembly, which may have none.</summary>
    public static DependencyManifest Beside(string assembly)
    {
        var manifest = new DependencyManifest();
        var path = Path.ChangeExtension(assembly, ".deps.json");
        if (File.Exists(path))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            manifest.Add(document.RootElement);
        }

        return manifest;
    }

    /// <summary>The files that an assembly may be in, from the package folder on.</summary>
    public IEnumerable<string> FilesOf(string name) => _files.GetValueOrDefault(name, []);

    private void Add(JsonElement root)
    {
        if (!root.TryGetProperty("libraries", out var libraries) || !root.TryGetProperty("targets", out var targets))
        {
            return;
        }

        foreach (var library in targets.EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            var folder = libraries.TryGetProperty(library.Name, out var described) && described.TryGetProperty("path", out var path)
                ? path.GetString()!
                : library.Name.ToLowerInvariant();
            foreach (var file in FilesIn(library.Value))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (!_files.TryGetValue(name, out var files))
                {
                    _files[name] = files = [];
                }

                files.Add(Path.Combine(folder, file));
            }
        }
    }

    // First what is made for the platform, then what is made for all.
    private static IEnumerable<string> FilesIn(JsonElement library)
    {
        if (library.TryGetProperty("runtimeTargets", out var special))
        {
            foreach (var file in special.EnumerateObject().Where(file => IsForThisPlatform(file.Value)))
            {
                yield return file.Name;
            }
        }

        if (library.TryGetProperty("runtime", out var common))
        {
            foreach (var file in common.EnumerateObject())
            {
                yield return file.Name;
            }
        }
    }

    private static bool IsForThisPlatform(JsonElement file) =>
        file.TryGetProperty("assetType", out var kind)
        && kind.GetString() == "runtime"
        && file.TryGetProperty("rid", out var rid)
        && (rid.GetString() == RuntimeInformation.RuntimeIdentifier
            || rid.GetString() == (OperatingSystem.IsWindows() ? "win" : "unix"));
}
