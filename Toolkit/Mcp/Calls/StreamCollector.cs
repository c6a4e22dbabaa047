using System.Buffers;
using System.Text.Json;
using CodeFirst.Mcp.Tools;
using CodeFirst.Transcoding;

namespace CodeFirst.Mcp.Calls;

/// <summary>Collects the messages of a stream until it ends or a limit is reached, and writes them as one answer.</summary>
internal sealed class StreamCollector(JsonMethod method, McpToolsOptions options)
{
    public const string MessageLimit = "MESSAGE_LIMIT";
    public const string SizeLimit = "SIZE_LIMIT";
    public const string TimeLimit = "TIME_LIMIT";

    private readonly ArrayBufferWriter<byte> _messages = new();
    private byte[] _last = [];
    private string? _stopped;

    public int Count { get; private set; }

    /// <summary>Gets the length of the largest message.</summary>
    public int LargestMessage { get; private set; }

    /// <summary>Gets whether not even the first message fits.</summary>
    public bool IsTooLarge => Count == 0 && _stopped == SizeLimit;

    /// <summary>Adds a message if it fits. Returns whether another one may come.</summary>
    public bool Add(ReadOnlyMemory<byte> message)
    {
        // The limit on messages is known to be reached only when there is one more.
        LargestMessage = Math.Max(LargestMessage, message.Length);
        if (Count == options.MaxMessages)
        {
            return Stop(MessageLimit);
        }

        if (_messages.WrittenCount + message.Length > options.MaxAnswerBytes)
        {
            return Stop(SizeLimit);
        }

        if (Count > 0)
        {
            _messages.Write(","u8);
        }

        _messages.Write(message.Span);
        _last = method.Mark is null ? [] : message.ToArray();
        Count++;

        return true;
    }

    /// <summary>Says why no more messages are wanted.</summary>
    public bool Stop(string reason)
    {
        _stopped = reason;

        return false;
    }

    /// <summary>Writes the answer.</summary>
    public ReadOnlyMemory<byte> Write() => Write(_stopped is null);

    /// <summary>Writes the answer.</summary>
    /// <param name="isComplete">Whether the stream ended by itself.</param>
    public ReadOnlyMemory<byte> Write(bool isComplete)
    {
        var output = new ArrayBufferWriter<byte>(_messages.WrittenCount + 256);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WritePropertyName(ToolSchemas.Messages);
        json.WriteStartArray();
        if (Count > 0)
        {
            json.WriteRawValue(_messages.WrittenSpan, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteBoolean(StreamAnswerSchema.IsComplete, isComplete);
        if (_stopped is not null)
        {
            json.WriteString(StreamAnswerSchema.Stopped, _stopped);
        }

        if (!isComplete)
        {
            WriteContinueWith(json);
        }

        json.WriteEndObject();
        json.Flush();

        return output.WrittenMemory;
    }

    private void WriteContinueWith(Utf8JsonWriter json)
    {
        if (method is not { Mark: { } mark, Resume: { } resume } || _last.Length == 0)
        {
            return;
        }

        using var message = JsonDocument.Parse(_last);
        var value = message.RootElement;
        foreach (var part in mark.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
            {
                return; // zero, or empty: there is nothing to go on after
            }
        }

        var path = resume.Split('.');
        json.WritePropertyName(StreamAnswerSchema.ContinueWith);
        foreach (var part in path)
        {
            json.WriteStartObject();
            json.WritePropertyName(part);
        }

        value.WriteTo(json);
        foreach (var _ in path)
        {
            json.WriteEndObject();
        }
    }
}
