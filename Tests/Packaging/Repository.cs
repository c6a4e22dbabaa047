using System.Xml.Linq;

namespace CodeFirst.Tests.Packaging;

/// <summary>What is packed, and with what.</summary>
internal static class Repository
{
#if DEBUG
    /// <summary>The tests pack what was built together with them.</summary>
    public const string Configuration = "Debug";
#else
    /// <summary>The tests pack what was built together with them.</summary>
    public const string Configuration = "Release";
#endif

    public static string Root { get; } = FindRoot();

    /// <summary>The version this repository uses of a package, so that a project outside uses it too and little is downloaded.</summary>
    public static string VersionOf(string package) => XDocument.Load(Path.Combine(Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(version => (string?)version.Attribute("Include") == package)
        .Attribute("Version")!.Value;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodeFirst.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has CodeFirst.sln.");
        }

        return folder.FullName;
    }
}
