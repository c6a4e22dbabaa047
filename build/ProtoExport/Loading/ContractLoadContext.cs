using System.Reflection;
using System.Runtime.Loader;

namespace CodeFirst.ProtoExport.Loading;

/// <summary>
/// Finds what a contract needs: beside it, in the package folders by its <c>.deps.json</c>, among the references, and then in the
/// shared frameworks.
/// </summary>
internal sealed class ContractLoadContext(string contract, IEnumerable<string> references) : AssemblyLoadContext("contract")
{
    private readonly DependencyFolders _dependencies = new(contract);
    private readonly Dictionary<Assembly, string> _paths = [];
    private readonly ILookup<string, string> _references =
        references.ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The folders that an assembly was looked for in.</summary>
    public IReadOnlyList<string> Searched => _dependencies.Searched;

    public string? PathOf(Assembly assembly) => _paths.GetValueOrDefault(assembly);

    // From bytes, so that the file stays free for the next build.
    public Assembly LoadFromBytes(string path)
    {
        using var image = new MemoryStream(File.ReadAllBytes(path));
        var assembly = LoadFromStream(image);
        lock (_paths)
        {
            _paths[assembly] = path;
        }

        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The contract must see the exporter's own protobuf-net, of whatever version: attributes and models are matched by type.
        try
        {
            return Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
        }
        catch (FileNotFoundException)
        {
            var path = _dependencies.Find(assemblyName.Name!)
                ?? _references[assemblyName.Name!].FirstOrDefault(File.Exists)
                ?? _dependencies.FindInFrameworks(assemblyName.Name!);
            return path is null ? null : LoadFromBytes(path);
        }
    }
}
