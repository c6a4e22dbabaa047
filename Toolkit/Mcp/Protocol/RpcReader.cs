using System.Text.Json;

namespace CodeFirst.Mcp.Protocol;

/// <summary>Reads messages in one pass.</summary>
internal static class RpcReader
{
    // More than the methods take (100), so that they are what refuses arguments.
    private const int MaxDepth = 128;

    /// <summary>Reads a message. What is wrong with it is in the message, with its id if that could be read.</summary>
    public static RpcMessage Read(ReadOnlyMemory<byte> json)
    {
        var message = new RpcMessage();
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                message.Problem = RpcError.NoRequest("A message must be one JSON object. Batches are not supported.");

                return message;
            }

            ReadMembers(message, ref reader, json);
            reader.Read(); // throws if something follows the object
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the second for broken characters
        {
            return new RpcMessage { Problem = RpcError.Unreadable("The message is not valid JSON in UTF-8.") };
        }

        return message;
    }

    private static void ReadMembers(RpcMessage message, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var saysVersion = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jsonrpc"u8))
            {
                saysVersion = reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                message.Id = ReadId("id", message, ref reader, json);
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                message.Method = ReadString("method", message, ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                ReadParams(message, ref reader, json);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!saysVersion)
        {
            message.Problem ??= RpcError.NoRequest("The member jsonrpc must be \"2.0\".");
        }

        if (message.Method.Length == 0)
        {
            message.Problem ??= RpcError.NoRequest("The member method is missing: a client sends requests and notifications only.");
        }
    }

    private static void ReadParams(RpcMessage message, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!IsObject("params", message, ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                message.Name = ReadString("params.name", message, ref reader);
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                ReadArguments(message, ref reader, json);
            }
            else if (reader.ValueTextEquals("_meta"u8))
            {
                ReadMeta(message, ref reader, json);
            }
            else if (reader.ValueTextEquals("cursor"u8))
            {
                message.Cursor = ReadString("params.cursor", message, ref reader);
            }
            else if (reader.ValueTextEquals("protocolVersion"u8))
            {
                message.HandshakeVersion = ReadString("params.protocolVersion", message, ref reader);
            }
            else if (reader.ValueTextEquals("requestId"u8))
            {
                message.CancelledId = ReadId("params.requestId", message, ref reader, json);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadMeta(RpcMessage message, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!IsObject("params._meta", message, ref reader))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("progressToken"u8))
            {
                message.ProgressToken = ReadId("params._meta.progressToken", message, ref reader, json);
            }
            else if (reader.ValueTextEquals("io.modelcontextprotocol/protocolVersion"u8))
            {
                message.Version = ReadString("params._meta.io.modelcontextprotocol/protocolVersion", message, ref reader);
            }
            else if (reader.ValueTextEquals("io.modelcontextprotocol/clientCapabilities"u8))
            {
                reader.Read();
                message.SaysCapabilities = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadArguments(RpcMessage message, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Skip();
            message.Arguments = json[start..(int)reader.BytesConsumed];
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            reader.Skip();
            message.Problem ??= RpcError.WrongForm("params.arguments must be an object.");
        }
    }

    private static ReadOnlyMemory<byte> ReadId(string name, RpcMessage message, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
        }

        reader.Skip();
        message.Problem ??= RpcError.NoRequest($"{name} must be a string or a number.");

        return default;
    }

    private static string? ReadString(string name, RpcMessage message, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        message.Problem ??= RpcError.WrongForm($"{name} must be a string.");

        return null;
    }

    private static bool IsObject(string name, RpcMessage message, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        message.Problem ??= RpcError.WrongForm($"{name} must be an object.");

        return false;
    }
}
