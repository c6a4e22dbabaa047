namespace CodeFirst.ProtoExport.Loading;

/// <summary>Where the build left what an assembly needs.</summary>
internal sealed class DependencyFolders
{
    private readonly string _own;
    private readonly DependencyManifest _manifest;
    private readonly List<string> _packages;
    private readonly List<string> _frameworks;

    public DependencyFolders(string assembly)
    {
        _own = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        _manifest = DependencyManifest.Beside(assembly);
        _packages = [.. PackageFolders.Of(assembly)];
        _frameworks = [.. SharedFrameworks()];
    }

    /// <summary>The folders that are looked into, in this order.</summary>
    public IReadOnlyList<string> Searched => [_own, .. _packages];

    /// <summary>The file of an assembly that is beside the contract or in a package, or null.</summary>
    public string? Find(string name) => _manifest.FilesOf(name)
        .SelectMany(file => _packages.Select(folder => Path.Combine(folder, file)))
        .Prepend(Path.Combine(_own, $"{name}.dll"))
        .FirstOrDefault(File.Exists);

    /// <summary>The file of an assembly of a framework, or null.</summary>
    public string? FindInFrameworks(string name) =>
        _frameworks.Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);

    // A contract in a web project uses ASP.NET Core, which is beside the .NET that runs this, each version in a folder of its own.
    private static IEnumerable<string> SharedFrameworks()
    {
        var own = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        if (own.Parent?.Parent is not { Exists: true } shared)
        {
            return [];
        }

        return shared.EnumerateDirectories()
            .Where(framework => framework.Name != own.Parent.Name)
            .SelectMany(framework => framework.EnumerateDirectories())
            .OrderByDescending(version => Version.TryParse(version.Name.Split('-')[0], out var number) ? number : new Version(0, 0))
            .Select(version => version.FullName);
    }
}
