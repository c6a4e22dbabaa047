using System.Text;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>The path of what a method has created, with fields of its response in braces.</summary>
internal sealed class LocationTemplate
{
    // A text, and the field that follows it; the last has none.
    private readonly List<(string Text, FieldDescriptor? Field)> _parts = [];

    public LocationTemplate(string template, HttpRoute route)
    {
        var rest = template;
        while (rest.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = rest.IndexOf('}', start);
            var name = end < 0 ? rest[(start + 1)..] : rest[(start + 1)..end];
            var field = route.Method.OutputType.FindFieldByName(name);
            if (end < 0 || field is null || !WireScan.CanFind(field))
            {
                throw new InvalidOperationException(
                    $"The location '{template}' of {route.Method.FullName} cannot be used: '{name}' is no field of"
                    + $" {route.Method.OutputType.FullName} with one text or number. Correct it in the contract, and build that.");
            }

            _parts.Add((rest[..start], field));
            rest = rest[(end + 1)..];
        }

        _parts.Add((rest, null));
    }

    public string Fill(ReadOnlySpan<byte> response)
    {
        var location = new StringBuilder();
        foreach (var (text, field) in _parts)
        {
            location.Append(text);
            if (field is not null)
            {
                location.Append(Uri.EscapeDataString(WireScan.FindText(response, field)));
            }
        }

        return location.ToString();
    }
}
