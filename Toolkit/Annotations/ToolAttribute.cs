namespace CodeFirst.Annotations;

/// <summary>
/// Makes a method a tool for agents that use the Model Context Protocol (MCP). On an interface, it makes every method one. The comment of
/// the method is the description that a model reads, and those of the messages describe the arguments.
/// </summary>
/// <remarks>
/// CodeFirst.ProtoExport writes it into the descriptor set; CodeFirst.Mcp serves the tools. A method with
/// <see cref="NoSideEffectsAttribute"/> is a read-only tool, one with <see cref="IdempotentAttribute"/> an idempotent one. Renaming or
/// removing a released tool breaks agents, and the exporter's breaking-change check reports that.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface, Inherited = false)]
public sealed class ToolAttribute : Attribute
{
    /// <summary>Makes a tool that is named after the method: <c>GetOrder</c> is <c>get_order</c>.</summary>
    public ToolAttribute()
    {
    }

    /// <summary>Makes a tool with a name.</summary>
    /// <param name="name">
    /// The name: 1 to 64 letters, digits, <c>_</c> and <c>-</c>. On an interface, the prefix of all names: with <c>shop</c>,
    /// <c>GetOrder</c> is <c>shop_get_order</c>.
    /// </param>
    public ToolAttribute(string name) => Name = name;

    /// <summary>Gets the name of the tool, or the prefix on an interface. Null: the name follows from the method.</summary>
    public string? Name { get; }

    /// <summary>Gets or sets the name for people, on a method only. Default: null, which is the words of the tool's name.</summary>
    public string? Title { get; set; }

    /// <summary>
    /// Gets or sets whether the tool may delete or overwrite something. Clients may ask their user before they call such a tool.
    /// Default: true. Ignored for a method with <see cref="NoSideEffectsAttribute"/>.
    /// </summary>
    public bool Destructive { get; set; } = true;
}
