using System.Xml.Linq;

namespace CodeFirst.Tests.Packaging;

/// <summary>What was built together with the tests, which is what they pack.</summary>
internal static class Built
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    /// <summary>The compiled contract of this repository.</summary>
    public static string Contract { get; } = Path.Combine(
        Repository.Root, "artifacts", "bin", "CodeFirst.Contracts", Configuration.ToLowerInvariant(), "CodeFirst.Contracts.dll");

    /// <summary>The program of the exporter, which the tool runs, too.</summary>
    public static string Exporter { get; } = Path.Combine(
        Repository.Root, "artifacts", "bin", "CodeFirst.ProtoExport", Configuration.ToLowerInvariant(), "CodeFirst.ProtoExport.dll");

    /// <summary>The version this repository uses of a package, so that a project outside uses it too and little is downloaded.</summary>
    public static string VersionOf(string package) => XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Single(version => (string?)version.Attribute("Include") == package)
        .Attribute("Version")!.Value;
}
