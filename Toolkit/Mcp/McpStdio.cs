using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Tools;
using CodeFirst.Mcp.Transports;
using CodeFirst.Transcoding;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Mcp;

/// <summary>Serves tools over standard input and output, for a client that starts the program itself.</summary>
public static class McpStdio
{
    /// <summary>
    /// Serves the tools of all contracts, and calls a service elsewhere, until standard input ends. Standard output is the protocol's:
    /// write nothing else to it. Warnings and errors are logged to standard error.
    /// </summary>
    /// <param name="invoker">What calls the service.</param>
    /// <param name="transcoding">Sets the contracts (<see cref="TranscodingOptions.DescriptorSets"/>) and the form of JSON.</param>
    /// <param name="configure">Changes options. The limits on callers, origins and hosts do not apply: there is one caller.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    /// <exception cref="InvalidOperationException">A set cannot be read, or a method cannot be a tool; the message says which.</exception>
    public static async Task RunAsync(
        CallInvoker invoker,
        Action<TranscodingOptions> transcoding,
        Action<McpToolsOptions> configure,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(transcoding);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddTranscoding(transcoding);
        builder.Services.AddMcpTools(configure);
        using var host = builder.Build();
        var tools = new ToolSet(
            JsonMethods.Of(host.Services, invoker), host.Services.GetRequiredService<IOptions<McpToolsOptions>>().Value);
        if (tools.All.Count == 0)
        {
            throw new InvalidOperationException(
                "No method is a tool. Mark methods with [Tool] in the contract, or name them in McpToolsOptions.Methods.");
        }

        var server = new ToolServer(
            tools, host.Services.GetRequiredService<ToolCaller>(), host.Services.GetRequiredService<ServerIdentity>());
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        using var transport = new StdioTransport(server, tools.Options, input, output);
        await transport.RunAsync(cancellationToken);
    }
}
