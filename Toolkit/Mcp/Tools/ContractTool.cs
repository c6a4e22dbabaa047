using CodeFirst.Transcoding;
using ModelContextProtocol.Protocol;
using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.Mcp.Tools;

/// <summary>A method of a contract as a tool.</summary>
internal sealed class ContractTool
{
    private readonly McpToolsOptions _options;
    private readonly ToolOption? _said;
    private readonly Lazy<bool> _takesValue;
    private Tool? _description;

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

    /// <summary>Gets what clients are told about the tool, made once.</summary>
    public Tool Description => LazyInitializer.EnsureInitialized(ref _description, Describe);

    private Tool Describe()
    {
        var title = _said is { Title.Length: > 0 } ? _said.Title : ToolNames.TitleOf(Name);

        return new Tool
        {
            Name = Name,
            Title = title,
            Description = ToolText.Describe(this, _options),
            InputSchema = ToolSchemas.Input(this, _options),
            OutputSchema = ToolSchemas.Output(this),
            Annotations = new ToolAnnotations
            {
                Title = title,
                ReadOnlyHint = IsReadOnly,
                IdempotentHint = IsIdempotent,
                DestructiveHint = !IsReadOnly && _said is not { IsAdditive: true },
                OpenWorldHint = false,
            },
        };
    }
}
