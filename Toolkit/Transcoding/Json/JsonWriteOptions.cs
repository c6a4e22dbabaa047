namespace CodeFirst.Transcoding.Json;

/// <summary>How a message is written. The defaults are those of the proto3 mapping.</summary>
internal sealed record JsonWriteOptions
{
    public static JsonWriteOptions Default { get; } = new();

    /// <summary>Gets whether names are those of the .proto, not lowerCamelCase.</summary>
    public bool ProtoNames { get; init; }

    /// <summary>Gets whether fields without presence are written when they have their default value, and empty lists and maps.</summary>
    public bool WriteEmpty { get; init; }

    public bool EnumsAsNumbers { get; init; }

    public bool Int64AsNumbers { get; init; }

    /// <summary>
    /// Gets whether &lt;, &gt;, &amp; and the line separators of JavaScript are escaped, as Go's encoding/json does, so that JSON in a
    /// page cannot end a script.
    /// </summary>
    public bool EscapeHtml { get; init; } = true;
}
