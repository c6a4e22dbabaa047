using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Mcp;

[TestFixture(false, TestName = "In the service")]
[TestFixture(true, TestName = "In front of the service")]
public sealed class ToolListTests(bool inFront)
{
    [Test]
    public async Task The_tools_are_the_methods_that_the_contract_marks()
    {
        await using var host = await ToolHost.StartAsync(inFront, marked: true);
        var client = await host.ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(tool => (tool.Name, tool.Title)).Should().Equal(("read_book", "Read book"), ("me", "Who am I?"), ("describe", "Describe"));
        var read = tools[0].ProtocolTool;
        read.Description.Should().Be("Calls library.v1.Library/GetBook.", "the set has no comments");
        read.Annotations!.ReadOnlyHint.Should().BeTrue();
        read.Annotations.IdempotentHint.Should().BeTrue();
        read.Annotations.DestructiveHint.Should().BeFalse();
        tools[1].ProtocolTool.Annotations!.ReadOnlyHint.Should().BeFalse();
        tools[1].ProtocolTool.Annotations!.DestructiveHint.Should().BeFalse();
    }

    [Test]
    public async Task Options_can_name_the_methods_instead()
    {
        await using var host = await ToolHost.StartAsync(
            inFront,
            options =>
            {
                options.Methods.Add("library.v1.Library/DeleteBook");
                options.Methods.Add("library.v1.Library/GetMe");
            },
            marked: true);
        var client = await host.ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(tool => tool.Name).Should().Equal("delete_book", "me");
        tools[0].ProtocolTool.Annotations!.DestructiveHint.Should().BeTrue();
    }

    [Test]
    public async Task A_method_that_no_service_has_ends_the_start()
    {
        var start = () => ToolHost.StartAsync(inFront, options => options.Methods.Add("library.v1.Library/Burn"));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'library.v1.Library/Burn'*no mapped service has*");
    }

    [Test]
    public async Task Schemas_say_what_a_request_and_an_answer_look_like()
    {
        await using var host = await ToolHost.StartAsync(inFront);
        var client = await host.ConnectAsync();

        var tools = (await client.ListToolsAsync()).ToDictionary(tool => tool.Name, tool => tool.ProtocolTool);

        Json(tools["read_book"].InputSchema).Should().Be(
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"name":{"type":"string"}},"""
            + "\"additionalProperties\":false,\"required\":[\"name\"]}");
        Json(tools["create_book"].InputSchema).Should().Contain("\"$ref\":\"#/$defs/Book\"").And.Contain("\"$defs\":{\"Book\":{");
        Json(tools["get_reader"].InputSchema).Should().Contain("\"not\":{\"required\":[\"reader_id\",\"email\"]}");
        Json(tools["add_books"].InputSchema).Should().Contain("\"messages\":{\"type\":\"array\"").And.Contain("\"required\":[\"messages\"]");
        Json(tools["follow"].OutputSchema!.Value).Should().Contain("\"is_complete\"").And.Contain("\"continue_with\"");
        Json(tools["list_books"].InputSchema).Should().Contain("\"maximum\":50").And.Contain("send next_page_token of the last answer");
    }

    private static string Json(System.Text.Json.JsonElement schema) => JsonNode.Parse(schema.GetRawText())!.ToJsonString(
        new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
