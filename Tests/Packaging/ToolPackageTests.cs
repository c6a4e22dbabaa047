using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Packaging;

/// <summary>The commands of the tool, as build/README.md has them.</summary>
public sealed class ToolPackageTests
{
    private static readonly string Folder = Path.Combine(Packages.Folder, "with a tool");

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        await DotNet.RunAsync(
            Folder, "tool", "install", Packages.Tool.Id, "--tool-path", "tools", "--version", Packages.Version).OrFailAsync();
    }

    [Test]
    public async Task The_installed_tool_exports_checks_and_compares_a_contract()
    {
        var help = await RunAsync("--help").OrFailAsync();
        await RunAsync("export", Built.Contract).OrFailAsync();
        await RunAsync("check", Built.Contract).OrFailAsync();
        await RunAsync("breaking", Built.Contract, "--against", "proto/user_service.binpb").OrFailAsync();
        await File.AppendAllTextAsync(Path.Combine(Folder, "proto", "user_service.proto"), "// changed by hand");
        var changed = await RunAsync("check", Built.Contract);

        help.Output.Should().Contain("codefirst-proto export");
        changed.ExitCode.Should().Be(1, changed.ToString());
        changed.Output.Should().Contain("error CFP1002: ").And.Contain("user_service.proto");
    }

    [Test]
    public async Task The_OpenAPI_document_of_a_contract_is_written_as_JSON_and_as_YAML()
    {
        await RunAsync("openapi", Built.Contract, "--output", "users.json", "--server", "https://users.example.com").OrFailAsync();
        await RunAsync("export", Built.Contract, "--directory", "for-openapi").OrFailAsync();
        var set = Directory.GetFiles(Path.Combine(Folder, "for-openapi"), "*.binpb", SearchOption.AllDirectories).Single();
        await RunAsync("openapi", set, "--output", "users.yaml", "--names", "proto", "--errors", "problem").OrFailAsync();

        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "users.json")))!;
        var yaml = await File.ReadAllTextAsync(Path.Combine(Folder, "users.yaml"));
        ((string)json["openapi"]!).Should().StartWith("3.1.");
        ((string)json["servers"]![0]!["url"]!).Should().Be("https://users.example.com");
        ((string)json["paths"]!["/v1/users/{id}"]!["get"]!["operationId"]!).Should().Be("GetUser");
        json.ToJsonString().Should().Contain("\"pageSize\"").And.NotContain("page_size");
        yaml.Should().StartWith("openapi: ").And.Contain("operationId: GetUser").And.Contain("name: page_size")
            .And.Contain("application/problem+json");
    }

    [TestCase("x.dll --title", "error CFP0005: command line: has no value after --title. See --help.")]
    [TestCase("x.dll --names camel", "error CFP0005: command line: has --names camel. Use json or proto.")]
    [TestCase("x.dll --errors none", "error CFP0005: command line: has --errors none. Use status or problem.")]
    [TestCase("x.dll --wrong 1", "error CFP0005: command line: has the unknown option --wrong. See --help.")]
    [TestCase("", "error CFP0005: command line: does not name an assembly. See --help.")]
    [TestCase("x.binpb", "/x.binpb, which does not exist. See --help.")]
    [TestCase("x.dll", "error CFP0003: x.dll: does not exist: ", 1)]
    public async Task Wrong_arguments_of_openapi_are_named_and_nothing_is_written(string arguments, string problem, int exitCode = 2)
    {
        var result = await RunAsync(["openapi", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        result.ExitCode.Should().Be(exitCode, result.ToString());
        result.ToString().Should().Contain(problem).And.NotContain("   at ");
        File.Exists(Path.Combine(Folder, "openapi.json")).Should().BeFalse();
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) =>
        DotNet.RunProgramAsync(Path.Combine(Folder, "tools", "codefirst-proto"), Folder, arguments);
}
