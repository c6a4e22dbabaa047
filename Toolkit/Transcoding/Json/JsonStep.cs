namespace CodeFirst.Transcoding.Json;

/// <summary>A step on the way to the value that is being read.</summary>
internal struct JsonStep
{
    /// <summary>The field; null for what is in a Struct, Value or ListValue.</summary>
    public FieldPlan? Field;

    /// <summary>The index in a list, or -1.</summary>
    public int Index;

    /// <summary>Where the key of a map's entry is in the body, or -1.</summary>
    public long KeyAt;
}
