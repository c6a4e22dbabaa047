using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CodeFirst.Tests.Unit;

/// <summary>What every part of the house keeps to, so that a team can use a package without the rest.</summary>
public sealed partial class HouseRulesTests
{
    // They build, start and try the programs of this repository.
    private static readonly string[] Scripts = ["build/run.sh", "build/smoke.sh", "build/test.sh"];

    private static readonly string[] Toolkit = [.. Files("Toolkit"), .. Files("build").Except(Scripts)];

    private static IEnumerable<string> Shipped => Files("").Where(file =>
        file.EndsWith(".csproj", StringComparison.Ordinal)
        && Part(file) is not ("Tests" or "bench" or "samples")
        && !file.StartsWith("Toolkit/Templates/content/", StringComparison.Ordinal)); // text that dotnet new fills in

    private static IEnumerable<string> Packages => Shipped.Where(project => Property(project, "IsPackable") == "true");

    [Test]
    public void The_toolkit_and_the_build_know_nothing_of_our_own_service()
    {
        var mentions = Toolkit.SelectMany(file => File.ReadLines(Full(file))
            .Prepend(file)
            .Where(line => OurService().IsMatch(line))
            .Select(line => $"{file}: {line.Trim()}"));

        Toolkit.Should().HaveCountGreaterThan(100);
        mentions.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Shipped))]
    public void A_part_that_ships_shows_its_internals_only_to_tests(string project)
    {
        var friends = XDocument.Load(Full(project)).Descendants("InternalsVisibleTo")
            .Select(friend => (string)friend.Attribute("Include")!);

        // The tool is the exporter once more, packed for the command line.
        friends.Where(friend => !friend.StartsWith("CodeFirst.Tests.", StringComparison.Ordinal))
            .Should().BeSubsetOf(project == "build/ProtoExport/CodeFirst.ProtoExport.csproj" ? ["CodeFirst.ProtoExport.Tool"] : []);
    }

    [Test]
    public void No_source_shows_internals_either()
    {
        Files("").Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && Part(file) != "Tests")
            .Where(file => File.ReadAllText(Full(file)).Contains("InternalsVisibleTo(", StringComparison.Ordinal))
            .Should().BeEmpty("friends are named in the project file");
    }

    [TestCaseSource(nameof(Packages))]
    public void A_package_logs_from_one_class_because_the_order_of_several_changes_from_build_to_build(string project)
    {
        Files(Path.GetDirectoryName(project)!)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Count(file => File.ReadAllText(Full(file)).Contains("[LoggerMessage(", StringComparison.Ordinal))
            .Should().BeLessThanOrEqualTo(1);
    }

    [TestCaseSource(nameof(Packages))]
    public void A_package_has_a_readme_and_says_what_it_is(string project)
    {
        var folder = Path.GetDirectoryName(Full(project))!;
        var readme = new[] { Path.Combine(folder, "README.md"), Path.Combine(folder, "..", "README.md") }.FirstOrDefault(File.Exists);

        readme.Should().NotBeNull();
        File.ReadLines(readme!).First().Should().StartWith("# ");
        Property(project, "Description").Should().NotBeNullOrEmpty();
        Property(project, "PackageTags").Should().Contain("grpc");
    }

    [TestCaseSource(nameof(Packages))]
    public void A_library_lists_its_public_API_and_can_be_compiled_to_native_code(string project)
    {
        if (Property(project, "OutputType") == "Exe" || Property(project, "PackageType") == "Template")
        {
            Property(project, "IsAotCompatible").Should().BeNull("programs that only build run as they are, and templates are text");
            return;
        }

        var folder = Path.GetDirectoryName(Full(project))!;
        File.Exists(Path.Combine(folder, "PublicAPI.Shipped.txt")).Should().BeTrue();
        File.Exists(Path.Combine(folder, "PublicAPI.Unshipped.txt")).Should().BeTrue();

        // The SDK refuses the property for netstandard2.0; the assembly says the same.
        var saysSo = Property(project, "TargetFramework") == "netstandard2.0"
            ? XDocument.Load(Full(project)).Descendants("AssemblyMetadata")
                .Any(data => (string?)data.Attribute("Include") == "IsAotCompatible")
            : Property(project, "IsAotCompatible") == "true";
        saysSo.Should().BeTrue();
    }

    private static string Full(string file) => Path.Combine(Repository.Root, file);

    private static string Part(string file) => file.Split('/')[0];

    private static string? Property(string project, string name) =>
        XDocument.Load(Full(project)).Descendants(name).Select(element => element.Value).FirstOrDefault();

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Full(folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => Part(file) is not ("artifacts" or "out" or "data" or ".git"))
        .Where(file => !file.Split('/').Intersect(["bin", "node_modules", "obj"]).Any() && Path.GetExtension(file) != ".png")
        .Order(StringComparer.Ordinal);

    // HttpContext.User is ASP.NET Core's word for the caller.
    [GeneratedRegex(
        @"(?i:user_?service|CodeFirst\.Contracts\b|\bv1/users\b)|<User>|\b(Get|List|Create|Update|Delete)Users?\b|\b[uU]ser_?[iI]d\b")]
    private static partial Regex OurService();
}
