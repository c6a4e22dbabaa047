using System.Text.Json.Nodes;
using ModelContextProtocol.Client;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The way from the template to an agent, as docs/agents.md has it. The agent is the official C# client.</summary>
public sealed class AgentTests
{
    private const string Marker = "<!-- run by Tests/Packaging/Templates/AgentTests.cs -->\n```json\n";

    [Test]
    public async Task An_agent_places_an_order_and_finds_it()
    {
        var shop = await Shop.GetAsync();
        await DotNet.RunAsync(shop.Folder, "tool", "restore").OrFailAsync();
        await using var server = await shop.StartBuiltAsync("agent");
        var settings = Settings()["mcpServers"]!["shop"]!;
        await using var agent = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = settings["command"]!.ToString(),
            Arguments = [.. settings["args"]!.AsArray().Select(word => word!.ToString().Replace("http://localhost:8080", server.Address, StringComparison.Ordinal))],
            WorkingDirectory = shop.Folder,
            EnvironmentVariables = DotNet.Environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value),
        }));

        var tools = await agent.ListToolsAsync();
        var placed = await agent.CallToolAsync("place_order", new Dictionary<string, object?> { ["item"] = "tea", ["quantity"] = 2 });
        var number = placed.StructuredContent!.Value.GetProperty("number").ToString();
        var found = await agent.CallToolAsync("get_order", new Dictionary<string, object?> { ["number"] = number });

        tools.Select(tool => tool.Name).Should().Contain(["place_order", "get_order"]);
        found.StructuredContent!.Value.GetProperty("item").GetString().Should().Be("tea");
    }

    private static JsonNode Settings()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "agents.md"));
        var start = text.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;

        return JsonNode.Parse(text[start..text.IndexOf("```", start, StringComparison.Ordinal)])!;
    }
}
