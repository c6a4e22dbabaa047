namespace CodeFirst.Transcoding.Json;

/// <summary>Where the text of a field came from.</summary>
internal enum TextOrigin
{
    Path,
    Header,
    Query,
}
