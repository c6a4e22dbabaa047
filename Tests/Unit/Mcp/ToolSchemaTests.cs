using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Tools;
using Json.Schema;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>The schemas of tools and what services do agree, for every contract of the corpus, the sample and the user service.</summary>
public sealed class ToolSchemaTests
{
    private const int Rounds = 5;

    private static readonly string[] Junk =
    [
        "true", "7", "-1", "1.5", "1e300", "\"x\"", "\"\"",
        "[]", "{}", "[1]", "[{}]", "[[]]", "{\"a\":{}}", "{\"a\":1}", "\"9\"", "[null]", "null",
    ];

    private static IEnumerable<string> Names => ContractTools.Names;

    [TestCaseSource(nameof(Names))]
    public async Task The_schema_of_answers_holds_for_what_a_service_answers(string name)
    {
        using var contract = ContractTools.Of(name);
        var random = new Random(1);
        var messages = contract.Messages(random);
        foreach (var tool in contract.Tools.All)
        {
            var schema = JsonSchema.FromText(SchemaCheck.TextOf(tool, "outputSchema"));
            for (var round = 0; round < Rounds; round++)
            {
                var count = tool.Method.Descriptor.IsServerStreaming ? random.Next(4) : 1;
                contract.Service.Answers =
                    [.. Enumerable.Range(0, count).Select(_ => messages(tool.Method.Descriptor.OutputType.FullName))];

                var result = await CallAsync(contract, tool, Encoding.UTF8.GetBytes(Arguments.For(tool)));

                result.Error.Should().BeNull();
                SchemaCheck.Problems(schema, result.Json).Should().BeEmpty("{0} answers {1}", tool.Name, Encoding.UTF8.GetString(result.Json.Span));
            }
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task The_schema_of_arguments_refuses_what_a_service_refuses_by_form(string name)
    {
        using var contract = ContractTools.Of(name);
        foreach (var tool in contract.Tools.All)
        {
            var text = SchemaCheck.TextOf(tool, "inputSchema");
            var schema = JsonSchema.FromText(text);
            foreach (var arguments in Wrong(tool, JsonNode.Parse(text)!))
            {
                contract.Service.Answers = tool.Method.Descriptor.IsServerStreaming ? [] : [[]];
                var calls = contract.Service.Calls;

                var result = await CallAsync(contract, tool, arguments);

                var isRefused = result.Error is not null;
                isRefused.Should().Be(contract.Service.Calls == calls, result.Error);
                if (isRefused)
                {
                    SchemaCheck.Problems(schema, arguments).Should().NotBeEmpty(
                        "{0} refuses {1}: {2}", tool.Name, Encoding.UTF8.GetString(arguments), result.Error);
                }
            }
        }
    }

    private static async Task<ToolResult> CallAsync(ContractTools contract, ContractTool tool, byte[] arguments)
    {
        var caller = new ToolCaller(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ToolCaller>.Instance);

        return await caller.CallAsync(
            new ToolCall(tool, arguments, Progress: null, Context: null), contract.Tools.Options, CancellationToken.None);
    }

    private static IEnumerable<byte[]> Wrong(ContractTool tool, JsonNode schema)
    {
        yield return Encoding.UTF8.GetBytes("{\"colour of it\":1}");
        foreach (var (name, _) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var junk in Junk)
            {
                yield return Encoding.UTF8.GetBytes($"{{{JsonSerializer.Serialize(name)}:{junk}}}");
            }
        }
    }
}
