using System.Diagnostics.CodeAnalysis;

namespace CodeFirst.Transcoding.Routes;

/// <summary>
/// The path of a route, in the syntax of <see
/// href="https://github.com/googleapis/googleapis/blob/master/google/api/http.proto">google.api.http</see>:
/// <c>/v1/{name=shelves/*/books/**}:archive</c>.
/// </summary>
internal sealed class PathTemplate
{
    private PathTemplate(string text, IReadOnlyList<PathSegment> segments, IReadOnlyList<PathVariable> variables, string? verb)
    {
        Text = text;
        Segments = segments;
        Variables = variables;
        Verb = verb;
    }

    public string Text { get; }

    /// <summary>Gets the segments, those of variables in their places.</summary>
    public IReadOnlyList<PathSegment> Segments { get; }

    public IReadOnlyList<PathVariable> Variables { get; }

    /// <summary>Gets what follows the last colon, such as <c>archive</c>; null if there is none.</summary>
    public string? Verb { get; }

    /// <summary>Gets whether the path ends with <c>**</c>.</summary>
    public bool HasRest => Segments is [.., { Kind: PathSegmentKind.Rest }];

    /// <summary>Reads a path; if it is none, says why in words for the author of the contract.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        var parser = new PathTemplateParser(text);
        problem = parser.Parse();
        template = problem is null ? new PathTemplate(text, parser.Segments, parser.Variables, parser.Verb) : null;

        return problem is null;
    }

    public override string ToString() => Text;
}
