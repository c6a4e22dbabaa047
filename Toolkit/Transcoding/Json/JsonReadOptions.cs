namespace CodeFirst.Transcoding.Json;

/// <summary>How a body is read.</summary>
internal sealed record JsonReadOptions
{
    public static JsonReadOptions Default { get; } = new();

    /// <summary>Gets how deep objects and arrays may be in one another.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Gets whether members and names of enum values that the contract does not know are skipped, not refused.</summary>
    public bool IgnoreUnknown { get; init; }
}
