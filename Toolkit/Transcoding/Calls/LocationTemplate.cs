using System.Text;
using CodeFirst.Transcoding.Json;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The path of what a method has created, with fields of its response in braces.</summary>
internal sealed class LocationTemplate
{
    // A text, and the field that follows it; the last has none.
    private readonly List<(string Text, FieldPath? Field)> _parts = [];

    public LocationTemplate(string template, ResponseText text)
    {
        var rest = template;
        while (rest.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start && rest.IndexOf('}', start) is >= 0 and var end)
        {
            _parts.Add((rest[..start], text.FindField(rest[(start + 1)..end])));
            rest = rest[(end + 1)..];
        }

        _parts.Add((rest, null));
    }

    public string Fill(ReadOnlyMemory<byte> response)
    {
        var location = new StringBuilder();
        foreach (var (text, field) in _parts)
        {
            location.Append(text);
            if (field is not null)
            {
                location.Append(Uri.EscapeDataString(ResponseText.TextOf(response, field)));
            }
        }

        return location.ToString();
    }
}
