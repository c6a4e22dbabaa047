using System.Globalization;
using System.Text;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>
/// A path as OpenAPI has it, where each parameter is one segment: <c>/v1/{name=shelves/*/books/*}</c> is
/// <c>/v1/shelves/{shelf}/books/{book}</c>.
/// </summary>
/// <param name="Text">The path.</param>
/// <param name="Shape">What it is without the names of parameters: OpenAPI allows one path of each shape.</param>
/// <param name="Parameters">The parameters in their order.</param>
internal sealed record DocumentPath(string Text, string Shape, IReadOnlyList<PathParameter> Parameters)
{
    public static DocumentPath Of(PathTemplate template, FieldNames names, MessageDescriptor request)
    {
        var text = new StringBuilder();
        var shape = new StringBuilder();
        var parameters = new List<PathParameter>();
        for (var i = 0; i < template.Segments.Count; i++)
        {
            var segment = template.Segments[i];
            if (segment.Kind == PathSegmentKind.Literal)
            {
                text.Append('/').Append(segment.Literal);
                shape.Append('/').Append(segment.Literal);
                continue;
            }

            var variable = template.Variables.FirstOrDefault(variable => variable.Start <= i && i < variable.Start + variable.Count);
            var wanted = variable is { Count: 1 } ? SpelledOf(variable, names, request) : NameAfter(template, i);
            var name = wanted;
            for (var n = 2; parameters.Exists(parameter => parameter.Name == name); n++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{n}");
            }

            parameters.Add(new PathParameter(name, variable, NoteOn(template, variable, segment, names, request)));
            text.Append("/{").Append(name).Append('}');
            shape.Append("/{}");
        }

        var verb = template.Verb is null ? "" : $":{template.Verb}";

        return new DocumentPath($"{text}{verb}", $"{shape}{verb}", parameters);
    }

    /// <summary>Returns the spelling of a path of fields.</summary>
    public static string SpelledOf(PathVariable variable, FieldNames names, MessageDescriptor request)
    {
        var spelled = new List<string>();
        var message = request;
        foreach (var part in variable.FieldPath.Split('.'))
        {
            var field = message!.FindFieldByName(part);
            spelled.Add(names.Of(field));
            message = field.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return string.Join('.', spelled);
    }

    // Named after what stands before it: shelves/* is the shelf.
    private static string NameAfter(PathTemplate template, int index) =>
        index > 0 && template.Segments[index - 1] is { Kind: PathSegmentKind.Literal, Literal: var before }
            ? before switch
            {
                [.. var stem, 'i', 'e', 's'] => $"{stem}y",
                [.. var stem, 'l', 'v', 'e', 's'] => $"{stem}lf",
                [.., 's', 's'] => before,
                [.. var stem, 's'] => stem,
                _ => before,
            }
            : "segment";

    private static string NoteOn(
        PathTemplate template,
        PathVariable? variable,
        PathSegment segment,
        FieldNames names,
        MessageDescriptor request)
    {
        if (variable is null)
        {
            return "Any text.";
        }

        var rest = segment.Kind == PathSegmentKind.Rest ? "May have several segments, with slashes between them." : "";
        if (variable.Count == 1)
        {
            return rest;
        }

        var pattern = string.Join('/', template.Segments.Skip(variable.Start).Take(variable.Count).Select(part => part.Kind switch
        {
            PathSegmentKind.Literal => part.Literal,
            PathSegmentKind.Rest => "**",
            _ => "*",
        }));

        return $"A part of {SpelledOf(variable, names, request)}, which is {pattern}. {rest}".TrimEnd();
    }
}
