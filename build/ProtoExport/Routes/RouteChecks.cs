using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Checks the routes of a contract against its messages, and makes the rules of them.</summary>
internal sealed class RouteChecks(IReadOnlyList<FileDescriptorProto> files, ProblemList problems)
{
    private readonly MessageBook _messages = new(files);
    private readonly Dictionary<string, List<(string Verb, RoutedMethod Method, string Text)>> _shapes = new(StringComparer.Ordinal);

    public void Run(RouteBook routes)
    {
        foreach (var method in routes.All)
        {
            foreach (var route in method.Declared)
            {
                Check(method, route);
            }

            new AnswerChecks(_messages, problems).Run(method);
        }
    }

    private void Check(RoutedMethod method, DeclaredRoute route)
    {
        string verb;
        RoutePath path;
        try
        {
            (verb, path) = RouteParser.Parse(route.Text);
        }
        catch (RouteSyntaxException failure)
        {
            problems.Add(failure.Code, method.Method, $"has the route \"{route.Text}\", which {failure.What}", failure.Fix);
            return;
        }

        CheckTaken(method, route, verb, path);
        foreach (var variable in path.Variables)
        {
            CheckVariable(method, route, variable);
        }

        var body = route.Body ?? (verb is "POST" or "PUT" or "PATCH" ? "*" : "");
        CheckBody(method, route, verb, path, body);
        CheckResponseBody(method, route);
        var rule = HttpRules.Of(verb, path.Text, body, route.ResponseBody);
        if (method.Rule is { } first)
        {
            first.AdditionalBindings.Add(rule);
        }
        else
        {
            method.Rule = rule;
        }
    }

    private void CheckTaken(RoutedMethod method, DeclaredRoute route, string verb, RoutePath path)
    {
        if (!_shapes.TryGetValue(path.Shape, out var same))
        {
            _shapes.Add(path.Shape, same = []);
        }

        if (same.Find(other => other.Verb == verb || other.Verb == "*" || verb == "*") is { Method: { } other } taken)
        {
            problems.Add(
                ProblemCodes.RouteTaken,
                method.Method,
                $"has the route \"{route.Text}\" ({method.Path[1..]}), and \"{taken.Text}\" of {other.Path[1..]} matches the same requests.",
                "Give one of them another path or another HTTP method.");
        }

        same.Add((verb, method, route.Text));
    }

    private void CheckVariable(RoutedMethod method, DeclaredRoute route, RouteVariable variable)
    {
        var request = method.Descriptor.InputType;
        if (_messages.Find(request, variable.FieldPath) is not { } field)
        {
            problems.Add(
                ProblemCodes.RouteField,
                method.Method,
                $"has the route \"{route.Text}\", and the request has no field {variable.FieldPath}.",
                $"Write the name as it is in the .proto. {_messages.FieldsOf(request)}");
        }
        else if (_messages.WhyNoValue(field) is { } why)
        {
            problems.Add(
                ProblemCodes.RouteFieldType,
                method.Method,
                $"has the route \"{route.Text}\", and the field {variable.FieldPath} is {why}: a path holds one value.",
                "Name a field with one value, and take this one from the query or the body.");
        }
    }

    private void CheckBody(RoutedMethod method, DeclaredRoute route, string verb, RoutePath path, string body)
    {
        if (body.Length > 0 && verb is "GET" or "HEAD")
        {
            Tell($"has a body, which {verb} requests do not carry.", "Remove Body: the fields are query parameters. Or use POST.");
        }
        else if (body.Length == 0 && method.Descriptor.ClientStreaming)
        {
            Tell("has no body, and the request is a stream.", "Use POST, whose body has one message on each line.");
        }
        else if (body is not ("" or "*"))
        {
            if (body.Contains('.', StringComparison.Ordinal) || _messages.Find(method.Descriptor.InputType, body) is null)
            {
                Tell(
                    $"has Body = \"{body}\", which is not a field of the request.",
                    $"Name a field, or write \"*\" for all of them. {_messages.FieldsOf(method.Descriptor.InputType)}");
            }
            else if (path.Variables.Any(variable => variable.FieldPath == body))
            {
                // {book.name} with Body = "book" is how AIP-134 updates a resource.
                Tell($"has {body} both in the path and in Body = \"{body}\".", "Take the field from one of them.");
            }
        }

        void Tell(string what, string fix) =>
            problems.Add(ProblemCodes.RouteBody, method.Method, $"has the route \"{route.Text}\", which {what}", fix);
    }

    private void CheckResponseBody(RoutedMethod method, DeclaredRoute route)
    {
        var name = route.ResponseBody;
        if (name.Length > 0
            && (name.Contains('.', StringComparison.Ordinal) || _messages.Find(method.Descriptor.OutputType, name) is null))
        {
            problems.Add(
                ProblemCodes.RouteResponseBody,
                method.Method,
                $"has the route \"{route.Text}\" with ResponseBody = \"{name}\", which is not a field of the response.",
                $"Name a field, or remove ResponseBody. {_messages.FieldsOf(method.Descriptor.OutputType)}");
        }
    }
}
