using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Mcp;

/// <summary>The official TypeScript SDKs: the one with a handshake, which most clients have, and the one for the revision without.</summary>
public sealed class TypeScriptClientTests
{
    private static readonly NpmFolder Npm = new(Path.Combine(Repository.Root, "Tests", "Interop", "Mcp", "npm"));

    private static readonly string Tool = Path.Combine(
        Repository.Root,
        "artifacts",
        "bin",
        "CodeFirst.ProtoExport.Tool",
        new DirectoryInfo(AppContext.BaseDirectory).Name, // debug or release, as the tests themselves
        "CodeFirst.ProtoExport.Tool.dll");

    private DatabaseFolder _folder = null!;
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = new DatabaseFolder();
        _server = await ServerProcess.StartAsync(NativeProgram.Server, new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["Storage__ConnectionString"] = $"Data Source={_folder.DatabasePath}",
            ["Mcp__Enabled"] = "true",
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("handshake")]
    [TestCase("modern")]
    [TestCase("stdio")]
    public async Task It_lists_and_calls_every_tool_and_the_schemas_agree_with_the_service(string form)
    {
        string[] arguments = form == "stdio"
            ? ["dotnet", Tool, "mcp", _server.Address, "--names", "proto"]
            : [$"{_server.Address}/mcp"];

        var run = await new Command(
            await Npm.FindAsync(".bin", "node"), [await Npm.FindAsync("..", "tools.mjs"), form, .. arguments]).SucceedAsync();

        var seen = JsonNode.Parse(run.Output)!;
        seen["problems"]!.AsArray().Should().BeEmpty();
        seen["tools"]!.AsArray().Should().HaveCount(7);
        seen["calls"]!.AsObject().Should().HaveCount(7);
        seen["calls"]!.AsObject().Should().OnlyContain(call => !(bool)call.Value!["isError"]!);
        _server.LoggedErrors.Should().BeEmpty();
    }
}
