using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Deployment;

public sealed partial class ThirdPartyNoticesTests
{
    // What leaves this repository with the packages of others inside. dotnet restore has written what they use.
    private static readonly string[] Programs = ["CodeFirst.Server", "CodeFirst.Gateway", "CodeFirst.ProtoExport"];

    private static readonly string[] Named =
        [.. Name().Matches(File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.txt"))).Select(match => match.Value)];

    private static IEnumerable<string> Packages => Programs
        .SelectMany(program => JsonNode.Parse(File.ReadAllText(Assets(program)))!["targets"]!["net10.0"]!.AsObject())
        .Where(package => (string?)package.Value!["type"] == "package" && (Runs(package.Value, "runtime") || Runs(package.Value, "runtimeTargets")))
        .Select(package => package.Key.Split('/')[0])
        .Distinct();

    [TestCaseSource(nameof(Packages))]
    public void Whoever_wrote_a_package_that_we_hand_on_is_named(string package)
    {
        Named.Any(name => name == package || (name.EndsWith('*') && package.StartsWith(name[..^1], StringComparison.Ordinal)))
            .Should().BeTrue("THIRD-PARTY-NOTICES.txt must have {0}", package);
    }

    private static string Assets(string program) => Path.Combine(Repository.Root, "artifacts", "obj", program, "project.assets.json");

    private static bool Runs(JsonNode package, string kind) =>
        package[kind] is JsonObject files && files.Any(file => !file.Key.EndsWith("_._", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=^  |^  [\w.-]+, )[\w-]+(\.[\w-]+)*(\.\*)?(?=,|  )", RegexOptions.Multiline)]
    private static partial Regex Name();
}
