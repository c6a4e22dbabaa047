using CodeFirst.Mcp.Safety;
using CodeFirst.Mcp.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace CodeFirst.Mcp.Calls;

/// <summary>Answers <c>tools/list</c> and <c>tools/call</c> with the tools of a mapping.</summary>
internal static class ToolHandlers
{
    /// <summary>Sets the handlers of the server that answers one request.</summary>
    public static void Configure(HttpContext context, McpServerOptions server)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ToolSet>() is { } tools)
        {
            Configure(server, tools, context.RequestServices, context);
        }
    }

    /// <param name="server">The server.</param>
    /// <param name="tools">Its tools.</param>
    /// <param name="services">The services of the program.</param>
    /// <param name="context">The request that the server answers; null if it does not come over HTTP.</param>
    public static void Configure(McpServerOptions server, ToolSet tools, IServiceProvider services, HttpContext? context)
    {
        server.ServerInstructions ??= tools.Instructions;
        server.Handlers.ListToolsHandler = async (_, _) =>
        {
            var visible = context is null ? tools.All : await VisibleTools.ToAsync(context, tools);

            return new ListToolsResult { Tools = [.. visible.Select(tool => tool.Description)] };
        };
        var caller = services.GetRequiredService<ToolCaller>();
        server.Handlers.CallToolHandler = (request, cancellationToken) =>
        {
            var tool = tools.Find(request.Params.Name) ?? throw new McpProtocolException(
                $"There is no tool '{request.Params.Name}'. See tools/list.", McpErrorCode.InvalidParams);

            return caller.CallAsync(tool, request, tools.Options, context, cancellationToken);
        };
    }
}
