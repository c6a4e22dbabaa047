using System.Text;
using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>
/// A template and a path, one a line: the path is found, with the values of its variables, if and only if a matcher finds them that
/// splits it at its slashes.
/// </summary>
internal static class PathTarget
{
    private static readonly string[] Seeds =
    [
        "/v1/users/{id}\n/v1/users/7",
        "/v1/{name=shelves/*/books/*}:lend\n/v1/shelves/1/books/2%20:lend",
        "/v1/{name=files/**}\n/v1/files/a/%2e%2e/b",
        "/v1/*/{a.b}/{rest=**}:go\n/v1/x/y/z%2Fz/%C3%A4:go",
        "/\n/",
    ];

    private static readonly string[] Pieces =
    [
        "/", "//", "{", "}", "=", "*", "**", ":", ".", "..", "%2e", "%2F", "%", "%C3%A4", "%ff", "{a}", "{b=**}", ":go", "v1", "\n", "?",
        "#",
    ];

    public static FuzzTarget Target { get; } = FuzzTarget.OfText("path", Read, Seeds, Pieces);

    private static void Read(string text)
    {
        var (first, second) = text.Split('\n', 2) is [var one, var two] ? (one, two) : (text, "");
        var path = RequestPath.Of(second).ToString();
        if (!PathTemplate.TryParse(first, out var template, out var problem))
        {
            problem.Should().NotBeEmpty();

            return;
        }

        var table = new RouteTable<PathTemplate>();
        table.Add("GET", template, template).Should().BeNull();
        var isFound = table.TryFind("GET", path, out _, out var others);
        var expected = Match(template, path);

        isFound.Should().Be(expected is not null, "template {0}, path {1}", template, path);
        others.Should().BeNull("there is no other verb");
        for (var i = 0; i < template.Variables.Count && expected is not null; i++)
        {
            var value = PathValue.Find(path, template, template.Variables[i]).ToString();
            value.Should().Be(expected[i], "template {0}, path {1}", template, path);
            Decode(value, template.Variables[i].IsSeveral);
        }
    }

    // The values of the variables, or null if the path does not match.
    private static string[]? Match(PathTemplate template, string path)
    {
        if (!path.StartsWith('/'))
        {
            return null;
        }

        var segments = path == "/" ? [] : path[1..].Split('/');
        if (segments.Any(segment => segment.Length == 0 || segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or ".."))
        {
            return null;
        }

        if (template.Verb is { } verb)
        {
            if (segments.Length == 0 || !segments[^1].EndsWith($":{verb}", StringComparison.Ordinal))
            {
                return null;
            }

            segments[^1] = segments[^1][..^(verb.Length + 1)];
            if (segments[^1].Length == 0)
            {
                return null;
            }
        }

        var count = template.HasRest ? template.Segments.Count - 1 : template.Segments.Count;
        var hasAll = template.HasRest ? segments.Length >= count : segments.Length == count;
        if (!hasAll || template.Segments.Take(count).Where((segment, i) => !Matches(segment, segments[i])).Any())
        {
            return null;
        }

        return [.. template.Variables.Select(variable => string.Join('/', segments[variable.Start..EndOf(variable)]))];

        int EndOf(PathVariable variable)
        {
            var end = variable.Start + variable.Count;

            return template.HasRest && end == template.Segments.Count ? segments.Length : end;
        }
    }

    private static bool Matches(PathSegment segment, string text) => segment.Kind != PathSegmentKind.Literal || segment.Literal == text;

    private static void Decode(string value, bool keepsSlashes)
    {
        var utf8 = new byte[value.Length];
        if (PathValue.TryDecode(value, keepsSlashes, utf8, out var written) && !keepsSlashes)
        {
            Encoding.UTF8.GetString(utf8, 0, written).Should().Be(Uri.UnescapeDataString(value));
        }
    }
}
