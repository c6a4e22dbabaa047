using System.Xml.Linq;

namespace CodeFirst.Tests.Unit;

/// <summary>
/// The dependency rule: the user service's four parts stand on the toolkit, which knows nothing of users. Tests, benchmarks and samples
/// use anything; what is in build uses nothing of the product.
/// </summary>
public class ProjectReferenceTests
{
    private static readonly DirectoryInfo Root = new(Repository.Root);

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Contracts"] = ["Toolkit/Annotations"],
        ["Client"] = ["Contracts", "Toolkit/Calling"],
        ["Gateway"] = ["Contracts", "Client", "Toolkit/Calling", "Toolkit/Hosting", "Toolkit/Transcoding"],
        ["Server"] = ["Contracts", "Toolkit/Hosting", "Toolkit/Mcp", "Toolkit/Transcoding"],
        ["Toolkit/Annotations"] = [],
        ["Toolkit/Calling"] = ["Toolkit/Annotations"],
        ["Toolkit/Hosting"] = [],
        ["Toolkit/Mcp"] = ["Toolkit/Transcoding"],
        ["Toolkit/Templates"] = [],
        ["Toolkit/Transcoding"] = [],
        ["build"] = [],
        ["build/ProtoExport.Tool"] = ["build", "Toolkit/Mcp", "Toolkit/Transcoding"], // documents and tools are made there, once
    };

    private static IEnumerable<string> Projects => Root
        .EnumerateFiles("*.csproj", SearchOption.AllDirectories)
        .Select(project => Path.GetRelativePath(Root.FullName, project.FullName))
        .Where(project => Part(project) is not ("artifacts" or "out"))
        .Where(project => !project.StartsWith("Toolkit/Templates/content/", StringComparison.Ordinal)) // text that dotnet new fills in
        .Order();

    [TestCaseSource(nameof(Projects))]
    public void A_project_uses_only_the_parts_that_the_dependency_rule_allows(string project)
    {
        var used = References(project).Select(Part).Where(part => part != Part(project));

        if (MayUse.TryGetValue(Part(project), out var allowed))
        {
            used.Should().BeSubsetOf(allowed);
        }
        else
        {
            Part(project).Should().BeOneOf("Tests", "bench", "samples");
        }
    }

    [TestCaseSource(nameof(Projects))]
    public void A_project_is_in_the_solution(string project)
    {
        var solution = File.ReadAllText(Path.Combine(Root.FullName, "CodeFirst.sln"));

        solution.Should().Contain($"\"{project.Replace('/', '\\')}\"");
    }

    [TestCaseSource(nameof(Projects))]
    public void A_project_leaves_the_versions_of_packages_to_one_place(string project)
    {
        var versions = XDocument.Load(Path.Combine(Root.FullName, project)).Descendants("PackageReference").Attributes("Version");

        versions.Should().BeEmpty("they belong in Directory.Packages.props");
    }

    // A project that is only to be built first is no dependency.
    private static IEnumerable<string> References(string project) => XDocument.Load(Path.Combine(Root.FullName, project))
        .Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => (string)reference.Attribute("Include")!)
        .Select(path => Path.GetRelativePath(
            Root.FullName,
            Path.Combine(Root.FullName, Path.GetDirectoryName(project)!, path.Replace('\\', '/'))));

    private static string Part(string path) => path.Split('/', '\\') switch
    {
        ["Toolkit", var package, ..] => $"Toolkit/{package}",
        ["build", "ProtoExport.Tool", ..] => "build/ProtoExport.Tool",
        [var part, ..] => part,
        _ => path,
    };
}
