using System.Buffers;
using System.Text.Json;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Transcoding;
using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.Mcp.Tools;

/// <summary>A method of a contract as a tool.</summary>
internal sealed class ContractTool
{
    private readonly McpToolsOptions _options;
    private readonly ToolOption? _said;
    private readonly Lazy<bool> _takesValue;
    private byte[]? _description;

    public ContractTool(string name, ToolOption? said, JsonMethod method, McpToolsOptions options)
    {
        (Name, _said, Method, _options) = (name, said, method, options);
        Paging = Paging.Of(method);
        _takesValue = new(() => !method.Descriptor.IsClientStreaming && !ToolSchemas.IsObject(method.RequestSchema()));
        var level = method.Descriptor.GetOptions()?.IdempotencyLevel ?? Idempotency.IdempotencyUnknown;
        IsReadOnly = level == Idempotency.NoSideEffects;
        IsIdempotent = IsReadOnly || level == Idempotency.Idempotent;
    }

    public string Name { get; }

    public JsonMethod Method { get; }

    /// <summary>Gets how results are paged; null if they are not.</summary>
    public Paging? Paging { get; }

    public bool IsReadOnly { get; }

    /// <summary>Gets whether a second call does no more than the first.</summary>
    public bool IsIdempotent { get; }

    /// <summary>Gets whether the request is no object in JSON, so that it is an argument called value.</summary>
    public bool TakesValue => _takesValue.Value;

    /// <summary>Gets the comment of the service, empty if it has none.</summary>
    public string ServiceComment => ToolText.CommentOf(Method.Descriptor.Service);

    /// <summary>Gets what clients are told about the tool as JSON, made once.</summary>
    public ReadOnlyMemory<byte> Description => LazyInitializer.EnsureInitialized(ref _description, Describe);

    private byte[] Describe()
    {
        var title = _said is { Title.Length: > 0 } ? _said.Title : ToolNames.TitleOf(Name);
        var output = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(output, RpcJson.Form);
        json.WriteStartObject();
        json.WriteString("name"u8, Name);
        json.WriteString("title"u8, title);
        json.WriteString("description"u8, ToolText.Describe(this, _options));
        json.WritePropertyName("inputSchema"u8);
        ToolSchemas.Input(this, _options).WriteTo(json);
        json.WritePropertyName("outputSchema"u8);
        ToolSchemas.Output(this).WriteTo(json);
        json.WriteStartObject("annotations"u8);
        json.WriteString("title"u8, title);
        json.WriteBoolean("readOnlyHint"u8, IsReadOnly);
        json.WriteBoolean("destructiveHint"u8, !IsReadOnly && _said is not { IsAdditive: true });
        json.WriteBoolean("idempotentHint"u8, IsIdempotent);
        json.WriteBoolean("openWorldHint"u8, false);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();

        return output.WrittenSpan.ToArray();
    }
}
