using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Mcp.Calls;
using CodeFirst.Transcoding;
using Google.Protobuf.Reflection;

namespace CodeFirst.Mcp.Tools;

/// <summary>The fields of a method whose results come in pages (AIP-158).</summary>
internal sealed class Paging
{
    private readonly FieldDescriptor _size;
    private readonly string _sizeName;
    private readonly string _tokenName;
    private readonly string _nextName;

    private Paging(JsonMethod method, FieldDescriptor size, FieldDescriptor token, FieldDescriptor next)
    {
        _size = size;
        (_sizeName, _tokenName, _nextName) = (method.NameOf(size), method.NameOf(token), method.NameOf(next));
    }

    /// <summary>Returns the paging of a method; null if it has none.</summary>
    public static Paging? Of(JsonMethod method)
    {
        var (request, response) = (method.Descriptor.InputType, method.Descriptor.OutputType);

        return request.FindFieldByName("page_size") is { FieldType: FieldType.Int32, IsRepeated: false } size
            && request.FindFieldByName("page_token") is { FieldType: FieldType.String, IsRepeated: false } token
            && response.FindFieldByName("next_page_token") is { FieldType: FieldType.String, IsRepeated: false } next
            && method.Descriptor is { IsClientStreaming: false, IsServerStreaming: false }
            ? new Paging(method, size, token, next)
            : null;
    }

    /// <summary>Says in the schema of a request how to get pages.</summary>
    public void ExplainRequest(JsonObject schema, int largest)
    {
        Member(schema, _sizeName, size =>
        {
            size["minimum"] = 0;
            size["maximum"] = largest;
            size["default"] = largest;
        });
        Member(schema, _tokenName, token => Append(
            token, $"Leave it out for the first page. For the next one, send {_nextName} of the last answer, and all other arguments unchanged."));
    }

    /// <summary>Says in the schema of a response how to get the next page.</summary>
    public void ExplainResponse(JsonObject schema) => Member(schema, _nextName, next => Append(
        next, $"If it is there, there are more results: call the tool again with it as {_tokenName}, and all other arguments unchanged."));

    /// <summary>Returns how large a page is asked for, but not larger than the limit; null if that is for the service to refuse.</summary>
    public int? SizeIn(ReadOnlyMemory<byte> arguments, int largest)
    {
        using var document = ArgumentsJson.Open(arguments);
        if (!document.RootElement.TryGetProperty(_size.Name, out var value) && !document.RootElement.TryGetProperty(_size.JsonName, out value))
        {
            return largest;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

        return value.ValueKind == JsonValueKind.Null ? largest
            : !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? null
            : size == 0 ? largest
            : Math.Min(size, largest);
    }

    /// <summary>Returns whether an argument is the size of the page.</summary>
    public bool IsSize(string name) => name == _size.Name || name == _size.JsonName;

    public string SizeName => _sizeName;

    private static void Member(JsonObject schema, string name, Action<JsonObject> change)
    {
        if (schema["properties"]?[name] is JsonObject member)
        {
            change(member);
        }
    }

    private static void Append(JsonObject schema, string text) =>
        schema["description"] = $"{(string?)schema["description"]} {text}".TrimStart();
}
