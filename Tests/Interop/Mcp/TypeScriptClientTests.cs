using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Mcp;

/// <summary>The official TypeScript SDK, and the native server with its tools switched on.</summary>
public sealed class TypeScriptClientTests
{
    private static readonly NpmFolder Npm = new(Path.Combine(Repository.Root, "Tests", "Interop", "Mcp", "npm"));

    [Test]
    public async Task It_lists_and_calls_every_tool_and_the_schemas_agree_with_the_service()
    {
        using var folder = new DatabaseFolder();
        await using var server = await ServerProcess.StartAsync(NativeProgram.Server, new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["Storage__ConnectionString"] = $"Data Source={folder.DatabasePath}",
            ["Mcp__Enabled"] = "true",
        });

        var run = await new Command(
            await Npm.FindAsync(".bin", "node"), await Npm.FindAsync("..", "tools.mjs"), $"{server.Address}/mcp").SucceedAsync();

        var seen = JsonNode.Parse(run.Output)!;
        seen["problems"]!.AsArray().Should().BeEmpty();
        seen["tools"]!.AsArray().Should().HaveCount(7);
        seen["calls"]!.AsObject().Should().HaveCount(7);
        seen["calls"]!.AsObject().Should().OnlyContain(call => !(bool)call.Value!["isError"]!);
        server.LoggedErrors.Should().BeEmpty();
    }
}
