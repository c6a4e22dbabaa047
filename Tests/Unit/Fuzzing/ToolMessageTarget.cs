using System.Text;
using System.Text.Json;
using CodeFirst.Mcp.Protocol;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>The messages of agents: what is passed on as JSON is JSON.</summary>
internal static class ToolMessageTarget
{
    private static readonly string[] Seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"id":"u"},"_meta":{"progressToken":7}}}""",
        """{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","clientInfo":{"name":"x"}}}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"x"}}""",
        """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"cursor":"AQ"}}""",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "\"", "\\", "\\u", "\\ud800", "1e999", "-", "0", "\"id\"", "\"params\"", "\"_meta\"",
        "\"arguments\"", "\"progressToken\"", "//",
    ];

    public static FuzzTarget Target { get; } = new("tools", Read, [.. Seeds.Select(Encoding.UTF8.GetBytes)], Pieces);

    private static void Read(byte[] input)
    {
        var message = RpcReader.Read(input);
        if (message.Problem is null)
        {
            message.Method.Should().NotBeNull();
        }

        ReadOnlyMemory<byte>[] passedOn = [message.Id, message.Arguments, message.CancelledId, message.ProgressToken];
        foreach (var json in passedOn.Where(json => !json.IsEmpty))
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        }
    }
}
