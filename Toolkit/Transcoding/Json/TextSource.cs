namespace CodeFirst.Transcoding.Json;

/// <summary>Where the text of a value is from, which decides what it may look like.</summary>
internal enum TextSource
{
    /// <summary>A number of JSON.</summary>
    Number,

    /// <summary>What is in a string of JSON.</summary>
    String,

    /// <summary>The key of a map.</summary>
    Key,

    /// <summary>A segment of the path, a parameter of the query, a header.</summary>
    Plain,
}
