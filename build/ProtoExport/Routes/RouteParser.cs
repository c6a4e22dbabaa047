using System.Text.RegularExpressions;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Reads routes: <c>GET /v1/{name=shelves/*/books/*}:archive</c>. Errors say what to write.</summary>
internal static partial class RouteParser
{
    private const string Example = "Write it as [Http(\"GET /v1/orders/{id}\")].";

    /// <exception cref="RouteSyntaxException">The route cannot be read.</exception>
    public static (string Verb, RoutePath Path) Parse(string route)
    {
        if (route.Split(' ') is not [var verb, ['/', ..] and var path])
        {
            throw Bad("is not an HTTP method, one space, and a path that begins with '/'.", Example);
        }

        if (!HttpMethod().IsMatch(verb))
        {
            throw Bad($"has '{verb}' where an HTTP method is expected.", "Write it in capitals, such as GET, or * for every one.");
        }

        return (verb, ParsePath(path));
    }

    /// <exception cref="RouteSyntaxException">The path cannot be read.</exception>
    public static RoutePath ParsePath(string path)
    {
        if (path.Contains('?', StringComparison.Ordinal))
        {
            throw Bad("has a query.", "Remove the '?' and what follows: a field that is not in the path is a query parameter already.");
        }

        var (body, verb) = SplitVerb(path);
        var variables = new List<RouteVariable>();
        var shape = new List<string>();
        foreach (var segment in SplitSegments(body))
        {
            shape.Add(ReadSegment(segment, path, variables));
        }

        var patterns = string.Join('/', shape);
        var rest = patterns.IndexOf("**", StringComparison.Ordinal);
        if (rest >= 0 && rest != patterns.Length - 2)
        {
            throw Bad("has '**' before its end.", "'**' matches all that follows: put it last.");
        }

        if (variables.GroupBy(variable => variable.FieldPath).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            throw Bad($"has {{{twice}}} twice.", "A field has one value: name another field.");
        }

        return new RoutePath(path, $"/{patterns}{(verb.Length > 0 ? $":{verb}" : "")}", variables);
    }

    // The last colon outside braces, behind the last slash outside braces.
    private static (string Path, string Verb) SplitVerb(string path)
    {
        var last = path[(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('}')) + 1)..];
        var colon = last.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return (path, "");
        }

        var verb = last[(colon + 1)..];
        if (!Literal().IsMatch(verb))
        {
            throw Bad($"has '{verb}' after its last colon.", "Put a verb there, such as :archive.");
        }

        return (path[..^(verb.Length + 1)], verb);
    }

    private static List<string> SplitSegments(string path)
    {
        var segments = new List<string>();
        var (start, depth) = (1, 0);
        for (var i = 1; i <= path.Length; i++)
        {
            if (i == path.Length || (path[i] == '/' && depth == 0))
            {
                segments.Add(path[start..i]);
                start = i + 1;
            }
            else
            {
                depth += path[i] switch { '{' => 1, '}' => -1, _ => 0 };
                if (depth is < 0 or > 1)
                {
                    throw Bad("has braces that do not match, or braces in braces.", Example);
                }
            }
        }

        return depth == 0 ? segments : throw Bad("has a brace that is not closed.", Example);
    }

    private static string ReadSegment(string segment, string path, List<RouteVariable> variables)
    {
        if (segment is ['{', .. var inside, '}'] && !inside.Contains('{', StringComparison.Ordinal))
        {
            var variable = ReadVariable(inside);
            variables.Add(variable);
            return variable.Pattern;
        }

        if (Braces().Matches(segment) is { Count: > 0 } parts)
        {
            var whole = string.Join('/', parts.Select(part => part.Value));
            throw new RouteSyntaxException(
                ProblemCodes.RoutePartOfSegment,
                $"has a parameter in '{segment}' that is not a whole segment of the path.",
                $"Write {path.Replace(segment, whole, StringComparison.Ordinal)}: the value is everything between two slashes.");
        }

        return ReadPlain(segment);
    }

    private static RouteVariable ReadVariable(string inside)
    {
        var (name, pattern) = inside.Split('=', 2) is [var before, var after] ? (before, after) : (inside, "*");
        if (!FieldPath().IsMatch(name))
        {
            throw Bad($"has '{name}' where the name of a field is expected.", "Name a field of the request, such as {id} or {customer.id}.");
        }

        return new RouteVariable(name, string.Join('/', pattern.Split('/').Select(ReadPlain)));
    }

    private static string ReadPlain(string segment) => segment switch
    {
        "*" or "**" => segment,
        "" => throw Bad("has an empty segment, or ends with a slash.", "Remove the slash: /v1/orders."),
        "." or ".." => throw Bad($"has the segment '{segment}', which clients resolve before they send it.", "Write the path it leads to."),
        _ when segment.Contains('*', StringComparison.Ordinal) => throw new RouteSyntaxException(
            ProblemCodes.RoutePartOfSegment,
            $"has a '*' in '{segment}' that is not a whole segment of the path.",
            "Write *, which matches everything between two slashes."),
        _ when !Literal().IsMatch(segment) => throw Bad(
            $"has '{segment}', which is not plain text of a path.", "Use letters, digits and any of -._~!$&'()+,;@ in a segment."),
        _ => segment,
    };

    private static RouteSyntaxException Bad(string what, string fix) => new(ProblemCodes.RouteSyntax, what, fix);

    [GeneratedRegex(@"^([A-Z][A-Z0-9_-]*|\*)\z")]
    private static partial Regex HttpMethod();

    [GeneratedRegex(@"^[A-Za-z0-9\-._~!$&'()+,;@]+\z")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex FieldPath();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Braces();
}
