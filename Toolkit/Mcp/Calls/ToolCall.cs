using CodeFirst.Mcp.Tools;

namespace CodeFirst.Mcp.Calls;

/// <summary>One call of a tool.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">The arguments, a JSON object.</param>
/// <param name="Progress">Is told how many messages of a stream have come; null: nobody wants to know.</param>
/// <param name="Context">The HTTP request that the call came with; null if it did not come over HTTP.</param>
internal sealed record ToolCall(ContractTool Tool, ReadOnlyMemory<byte> Arguments, Func<int, ValueTask>? Progress, HttpContext? Context);
