using CodeFirst.Transcoding.Json;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The address of the next page of a list (AIP-158), as the header Link has it (RFC 8288).</summary>
internal sealed class NextPage
{
    private const string Parameter = "page_token";

    private readonly FieldPath _token;
    private readonly string _otherSpelling;

    private NextPage(FieldPath token, string otherSpelling)
    {
        _token = token;
        _otherSpelling = otherSpelling;
    }

    /// <summary>Returns how a route pages; null if it does not.</summary>
    public static NextPage? Of(HttpRoute route, ResponseText text) =>
        route is { Verb: "GET", Method.IsServerStreaming: false }
        && route.Method.InputType.FindFieldByName(Parameter) is { FieldType: FieldType.String, IsRepeated: false } parameter
        && text.FindText("next_page_token") is { } token
            ? new NextPage(token, parameter.JsonName)
            : null;

    /// <summary>Returns the header for a response; null for the last page.</summary>
    public string? Link(RequestInput request, ReadOnlyMemory<byte> response)
    {
        var token = ResponseText.TextOf(response, _token);
        if (token.Length == 0)
        {
            return null;
        }

        var parameters = request.QueryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(IsOther);
        var query = string.Join('&', [.. parameters, $"{Parameter}={Uri.EscapeDataString(token)}"]);

        return $"<{RequestPath.Of(request.Target)}?{query}>; rel=\"next\"";
    }

    private bool IsOther(string parameter)
    {
        var end = parameter.IndexOf('=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(end < 0 ? parameter : parameter[..end]);

        return name != Parameter && name != _otherSpelling;
    }
}
