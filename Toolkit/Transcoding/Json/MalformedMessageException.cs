namespace CodeFirst.Transcoding.Json;

/// <summary>Bytes that are no message of the type, or one that JSON cannot say.</summary>
internal sealed class MalformedMessageException(string message) : Exception(message);
