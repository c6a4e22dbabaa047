using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>The examples of messages that the options have.</summary>
internal sealed class Examples
{
    private readonly Dictionary<string, JsonObject> _messages = [];

    public Examples(ReferenceOptions options)
    {
        foreach (var (message, json) in options.Examples)
        {
            try
            {
                _messages[message] = JsonNode.Parse(json)?.AsObject()
                    ?? throw new InvalidOperationException($"The example of {message} is null. Write a JSON object.");
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                throw new InvalidOperationException($"The example of {message} is not a JSON object: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Returns the example of a message, or null.</summary>
    public JsonObject? Of(MessageDescriptor message) => _messages.GetValueOrDefault(message.FullName)?.DeepClone().AsObject();

    /// <summary>Returns the value that a field has in the example of its message, or null.</summary>
    public JsonNode? Of(MessageDescriptor message, FieldDescriptor field) =>
        _messages.GetValueOrDefault(message.FullName) is { } example
            ? (example[field.Name] ?? example[field.JsonName])?.DeepClone()
            : null;
}
