namespace CodeFirst.ProtoExport.Documentation;

/// <summary>How a paragraph is laid out.</summary>
internal enum ParagraphKind
{
    /// <summary>Words to wrap.</summary>
    Text,

    /// <summary>An item of a list: it starts with its marker, and its other lines are indented.</summary>
    Item,

    /// <summary>Lines to keep as they are, indented.</summary>
    Code,
}
