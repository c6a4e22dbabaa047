using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CodeFirst.Tests.Deployment;

public sealed partial class ThirdPartyNoticesTests
{
    // What leaves this repository with the packages of others inside.
    private static readonly (string Folder, string Name)[] Programs =
    [
        ("Server", "CodeFirst.Server"), ("Gateway", "CodeFirst.Gateway"),
        ("build/ProtoExport", "CodeFirst.ProtoExport"), ("build/ProtoExport.Tool", "CodeFirst.ProtoExport.Tool"),
    ];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.txt"));

    // The names under each licence, which is a heading before an indented list.
    private static readonly List<(string Name, string Licence)> Named =
    [
        .. from line in Lines.Index()
           from Match name in Name().Matches(line.Item)
           let heading = Lines[..line.Index].Last(other => other.Length > 0 && other[0] != ' ')
           select (name.Value, heading.Split(' ')[0]),
    ];

    private static IEnumerable<string> Packages =>
        Programs.SelectMany(program => Handed(program.Folder, program.Name)).Select(package => package.Split('/')[0]).Distinct();

    private static IEnumerable<TestCaseData> Versions => Programs
        .SelectMany(program => Handed(program.Folder, program.Name))
        .Distinct()
        .Select(package => new TestCaseData(package.Split('/')[0], package.Split('/')[1]));

    [TestCaseSource(nameof(Packages))]
    public void Whoever_wrote_a_package_that_we_hand_on_is_named(string package)
    {
        LicenceOf(package).Should().NotBeNull("THIRD-PARTY-NOTICES.txt must have {0}", package);
    }

    [TestCaseSource(nameof(Versions))]
    public void A_package_is_named_under_its_own_licence(string package, string version)
    {
        var id = package.ToLowerInvariant();
        var description = XDocument.Load(Path.Combine(PackageFolder(), id, version.ToLowerInvariant(), $"{id}.nuspec"));

        var own = description.Root!.Elements().Single().Elements().Single(element => element.Name.LocalName == "license");

        ((string?)own.Attribute("type")).Should().Be("expression", "the text of another licence has to be read first");
        LicenceOf(package).Should().Be(own.Value);
    }

    // Locked, and with files that run. dotnet restore has written which files those are.
    private static IEnumerable<string> Handed(string folder, string name)
    {
        var locked = LockFile.Packages(folder).Select(package => $"{package.Id}/{package.Entry["resolved"]}").ToHashSet();
        var built = JsonNode.Parse(File.ReadAllText(Assets(name)))!["targets"]!["net10.0"]!.AsObject()
            .Where(package => (string?)package.Value!["type"] == "package")
            .ToList();
        if (built.Find(package => !locked.Contains(package.Key)).Key is { } other)
        {
            throw new InvalidOperationException($"{folder} is built with {other}, which packages.lock.json does not have.");
        }

        return built
            .Where(package => Runs(package.Value!, "runtime") || Runs(package.Value!, "runtimeTargets"))
            .Select(package => package.Key);
    }

    private static string? LicenceOf(string package) => Named
        .Where(named => named.Name == package
            || (named.Name.EndsWith('*') && package.StartsWith(named.Name[..^1], StringComparison.Ordinal)))
        .Select(named => named.Licence)
        .FirstOrDefault();

    private static string PackageFolder() =>
        JsonNode.Parse(File.ReadAllText(Assets("CodeFirst.Server")))!["packageFolders"]!.AsObject().First().Key;

    private static string Assets(string program) => Path.Combine(Repository.Root, "artifacts", "obj", program, "project.assets.json");

    private static bool Runs(JsonNode package, string kind) =>
        package[kind] is JsonObject files && files.Any(file => !file.Key.EndsWith("_._", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=^  |^  [\w.-]+, )[\w-]+(\.[\w-]+)*(\.\*)?(?=,|  )", RegexOptions.Multiline)]
    private static partial Regex Name();
}
