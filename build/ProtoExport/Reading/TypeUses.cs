namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Which types the services use, and which each type uses. Found by reading the contract once with each type in a package of its own,
/// so that whatever reads types need not know of this.
/// </summary>
internal sealed class TypeUses
{
    private readonly Dictionary<Type, string> _packages = [];
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, List<Type>> _uses = [];
    private readonly List<(string Package, Type Type)> _services = [];

    private TypeUses() => Files = new FileBook(PackageOf);

    /// <summary>The types, in the order of their first use.</summary>
    public IReadOnlyList<Type> Types => [.. _types.Values];

    /// <summary>The packages of the services, and a type that one of them uses.</summary>
    public IReadOnlyList<(string Package, Type Type)> ByServices => _services;

    private FileBook Files { get; }

    /// <param name="read">Reads all services of the contract into a book.</param>
    public static TypeUses Find(Action<FileBook> read)
    {
        var uses = new TypeUses();
        read(uses.Files);
        foreach (var (package, type) in uses.Files.Uses)
        {
            if (uses._types.TryGetValue(package, out var user))
            {
                uses._uses[user].Add(type);
            }
            else
            {
                uses._services.Add((package, type));
            }
        }

        return uses;
    }

    /// <summary>The types that a type uses.</summary>
    public IReadOnlyList<Type> UsedBy(Type type) => _uses[type];

    /// <summary>The names that the types of a package have there.</summary>
    public IEnumerable<string> NamesIn(string package, PackagePlan plan)
    {
        foreach (var file in Files.All.Where(file => _types.TryGetValue(file.Package, out var type) && plan.PackageOf(type) == package))
        {
            foreach (var name in file.MessageType.Select(message => message.Name).Concat(file.EnumType.Select(@enum => @enum.Name)))
            {
                yield return name;
            }

            foreach (var value in file.EnumType.SelectMany(@enum => @enum.Value))
            {
                yield return value.Name;
            }
        }
    }

    // No package of a service has a space in its name.
    private string PackageOf(Type type)
    {
        if (!_packages.TryGetValue(type, out var package))
        {
            package = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"type {_packages.Count}");
            _packages.Add(type, package);
            _types.Add(package, type);
            _uses.Add(type, []);
        }

        return package;
    }
}
