using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CodeFirst.Gateway.Calls;

/// <summary>One field of a request: where it comes from, and what it may be.</summary>
internal sealed class RequestField(JsonPropertyInfo property, RequestSource source, string? header)
{
    private const string NotText = "Must be a string.";
    private const string NotBool = "Must be true or false.";
    private const string NotInt32 = "Must be a whole number from -2147483648 to 2147483647.";
    private const string NotInt64 = "Must be a whole number of at most 64 bits.";

    /// <summary>Gets the name in the .proto, and so in JSON, path and query.</summary>
    public string Name { get; } = property.Name;

    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(property.Name);

    public RequestSource Source { get; } = source;

    /// <summary>Gets the header that may bring the field instead, or null.</summary>
    public string? Header { get; } = header;

    /// <summary>Gets whether the header is sent by a browser that resumes, with the URL it began with: it counts, not the query.</summary>
    public bool HeaderWins { get; } = header == RequestHeaders.LastEventId;

    /// <summary>Gets whether an absent text is something else than an empty one.</summary>
    public bool HasPresence { get; } = property.PropertyType != typeof(string) || property.IsSetNullable;

    private Type Type { get; } = property.PropertyType;

    /// <summary>Writes a text as the value of this field; returns what is wrong with it, or null.</summary>
    public string? WriteText(Utf8JsonWriter json, string text)
    {
        if (Type == typeof(string))
        {
            json.WriteString(EncodedName, text);

            return null;
        }

        if (Type == typeof(bool))
        {
            if (text is not ("true" or "false"))
            {
                return NotBool;
            }

            json.WriteBoolean(EncodedName, text == "true");

            return null;
        }

        if (Type == typeof(int) || Type == typeof(long))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? WriteNumber(json, number)
                : NotNumber;
        }

        return "Can only be sent in a JSON body.";
    }

    /// <summary>Writes a JSON value, which is not null, as that of this field; returns what is wrong, or null. Stays behind it.</summary>
    public string? WriteJson(Utf8JsonWriter json, ref Utf8JsonReader value)
    {
        if (Type == typeof(string))
        {
            return value.TokenType == JsonTokenType.String ? WriteText(json, value.GetString()!) : NotText;
        }

        if (Type == typeof(bool))
        {
            return value.TokenType is JsonTokenType.True or JsonTokenType.False
                ? WriteText(json, value.GetBoolean() ? "true" : "false")
                : NotBool;
        }

        if (Type == typeof(int) || Type == typeof(long))
        {
            // proto3 JSON: a number, also as 1.0 or 1e2, or the same in a string.
            return value.TokenType switch
            {
                JsonTokenType.String => WriteText(json, value.GetString()!),
                JsonTokenType.Number when value.TryGetInt64(out var number) => WriteNumber(json, number),
                JsonTokenType.Number when value.TryGetDecimal(out var number) && decimal.IsInteger(number)
                    && number is >= long.MinValue and <= long.MaxValue => WriteNumber(json, (long)number),
                _ => NotNumber,
            };
        }

        json.WritePropertyName(EncodedName);
        using var part = JsonDocument.ParseValue(ref value);
        part.WriteTo(json);

        return null;
    }

    private string NotNumber => Type == typeof(int) ? NotInt32 : NotInt64;

    private string? WriteNumber(Utf8JsonWriter json, long number)
    {
        if (Type == typeof(int) && number is < int.MinValue or > int.MaxValue)
        {
            return NotInt32;
        }

        json.WriteNumber(EncodedName, number);

        return null;
    }
}
