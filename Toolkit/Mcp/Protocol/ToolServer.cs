using System.Text.Json;
using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Safety;
using CodeFirst.Mcp.Tools;

namespace CodeFirst.Mcp.Protocol;

/// <summary>
/// Answers requests with the tools of a mapping, however they came. Each request stands alone, in all revisions: a handshake is answered,
/// and nothing is kept of it.
/// </summary>
internal sealed class ToolServer(ToolSet tools, ToolCaller caller, ServerIdentity identity)
{
    // Tools change with the program only; what a caller may call can change before.
    private const int MillisecondsToKeep = 5 * 60 * 1000;

    /// <param name="message">The request.</param>
    /// <param name="context">The HTTP request that it came with; null if it did not come over HTTP.</param>
    /// <param name="progress">Is told how many messages of a stream have come; null: nobody wants to know.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async ValueTask<RpcAnswer> AnswerAsync(
        RpcMessage message, HttpContext? context, Func<int, ValueTask>? progress, CancellationToken cancellationToken)
    {
        if (message.Problem is { } problem)
        {
            return problem;
        }

        if (!message.IsModern)
        {
            return message.Method switch
            {
                "initialize" => Initialize(message),
                "ping" => new RpcAnswer(null, null),
                "server/discover" => RpcError.WrongForm(
                    $"server/discover needs params._meta with the version and the capabilities of the client: see {ProtocolVersions.Modern}."),
                "tools/list" => await ListAsync(message, context),
                "tools/call" => await CallAsync(message, context, progress, cancellationToken),
                _ => RpcError.NoMethod(message),
            };
        }

        if (message.Version != ProtocolVersions.Modern)
        {
            return RpcError.UnsupportedVersion(message.Version!);
        }

        if (!message.SaysCapabilities)
        {
            return RpcError.WrongForm("params._meta needs io.modelcontextprotocol/clientCapabilities, an object.");
        }

        return WithIdentity(message.Method switch
        {
            "server/discover" => Discover(),
            "tools/list" => await ListAsync(message, context),
            "tools/call" => await CallAsync(message, context, progress, cancellationToken),
            _ => RpcError.NoMethod(message),
        });
    }

    private RpcAnswer WithIdentity(RpcAnswer answer) => answer.Error is not null ? answer : (RpcAnswer)(json =>
    {
        json.WriteString("resultType"u8, "complete"u8);
        answer.Result?.Invoke(json);
        json.WriteStartObject("_meta"u8);
        identity.Write(json, "io.modelcontextprotocol/serverInfo"u8);
        json.WriteEndObject();
    });

    private RpcAnswer Initialize(RpcMessage message) => (RpcAnswer)(json =>
    {
        json.WriteString(
            "protocolVersion"u8,
            ProtocolVersions.HasHandshake(message.HandshakeVersion) ? message.HandshakeVersion : ProtocolVersions.NewestWithHandshake);
        WriteCapabilities(json);
        identity.Write(json, "serverInfo"u8);
    });

    private RpcAnswer Discover() => (RpcAnswer)(json =>
    {
        RpcJson.WriteVersions(json, "supportedVersions"u8);
        WriteCapabilities(json);
        WriteCaching(json);
    });

    private async ValueTask<RpcAnswer> ListAsync(RpcMessage message, HttpContext? context)
    {
        if (message.Cursor is not null)
        {
            return RpcError.NoSuchValue("params.cursor is not known: all tools are in one answer.");
        }

        var visible = context is null ? tools.All : await VisibleTools.ToAsync(context, tools);

        return (RpcAnswer)(json =>
        {
            json.WriteStartArray("tools"u8);
            foreach (var tool in visible)
            {
                json.WriteRawValue(tool.Description.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            if (message.IsModern)
            {
                WriteCaching(json);
            }
        });
    }

    private async ValueTask<RpcAnswer> CallAsync(
        RpcMessage message, HttpContext? context, Func<int, ValueTask>? progress, CancellationToken cancellationToken)
    {
        if (message.Name is null)
        {
            return RpcError.WrongForm("params.name is missing: the name of the tool.");
        }

        if (tools.Find(message.Name) is not { } tool)
        {
            return RpcError.NoSuchValue($"There is no tool '{message.Name}'. See tools/list.");
        }

        var result = await caller.CallAsync(new ToolCall(tool, message.Arguments, progress, context), tools.Options, cancellationToken);

        return (RpcAnswer)result.WriteTo;
    }

    private void WriteCapabilities(Utf8JsonWriter json)
    {
        json.WriteStartObject("capabilities"u8);
        json.WriteStartObject("tools"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        if (tools.Instructions is { } instructions)
        {
            json.WriteString("instructions"u8, instructions);
        }
    }

    private static void WriteCaching(Utf8JsonWriter json)
    {
        json.WriteNumber("ttlMs"u8, MillisecondsToKeep);
        json.WriteString("cacheScope"u8, "private"u8);
    }
}
