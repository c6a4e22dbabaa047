namespace CodeFirst.Transcoding.Json;

/// <summary>A field that path, query or header set, or a message that holds such a field.</summary>
internal struct TextNode
{
    public FieldPlan? Field;
    public TextOrigin Origin;

    /// <summary>The first and last field of this message, and the next one of the message that holds this; 0 if there is none.</summary>
    public int Child;
    public int LastChild;
    public int Next;

    /// <summary>Where the bytes of the value are, with their tag. Of a message there are none.</summary>
    public int Start;
    public int Length;

    /// <summary>Whether the body held this message, so that it is written already.</summary>
    public bool IsWritten;

    public readonly bool IsValue => Child == 0;
}
