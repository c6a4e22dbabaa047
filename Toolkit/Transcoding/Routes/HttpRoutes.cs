using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Json;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Routes;

/// <summary>Reads the routes of methods from google.api.http.</summary>
internal static class HttpRoutes
{
    /// <summary>Returns the routes of a method, in the order in which they are written.</summary>
    /// <exception cref="InvalidOperationException">A rule cannot be read; the message names the method and the rule.</exception>
    public static IReadOnlyList<HttpRoute> Of(MethodDescriptor method)
    {
        var options = method.GetOptions(); // a copy, each time
        if (options?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            return [];
        }

        var answer = AnswerOption.Read(options);

        return [.. rule.AdditionalBindings.Prepend(rule).Select((binding, index) => Read(method, binding, index, answer))];
    }

    /// <summary>Returns the route of a method that has none: <c>POST /package.Service/Method</c>, the message as the body.</summary>
    public static HttpRoute Unrouted(MethodDescriptor method) =>
        PathTemplate.TryParse(ContractDescriptors.PathOf(method), out var path, out var problem)
            ? new HttpRoute(HttpMethods.Post, path, method, "*", "", 0, HttpAnswer.Default)
            : throw Bad(method, ContractDescriptors.PathOf(method), problem);

    private static HttpRoute Read(MethodDescriptor method, HttpRule rule, int binding, HttpAnswer answer)
    {
        var (verb, text) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethods.Get, rule.Get),
            HttpRule.PatternOneofCase.Put => (HttpMethods.Put, rule.Put),
            HttpRule.PatternOneofCase.Post => (HttpMethods.Post, rule.Post),
            HttpRule.PatternOneofCase.Delete => (HttpMethods.Delete, rule.Delete),
            HttpRule.PatternOneofCase.Patch => (HttpMethods.Patch, rule.Patch),
            HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind, rule.Custom.Path),
            _ => throw Bad(method, rule.ToString(), "it has no path"),
        };
        if (!PathTemplate.TryParse(text, out var path, out var problem))
        {
            throw Bad(method, $"{verb} {text}", problem);
        }

        foreach (var variable in path.Variables)
        {
            CheckField(method, $"{verb} {text}", method.InputType, variable.FieldPath);
        }

        if (rule.Body is { Length: > 0 } and not "*")
        {
            CheckField(method, $"{verb} {text}", method.InputType, rule.Body);
        }

        if (rule.ResponseBody.Length > 0)
        {
            CheckField(method, $"{verb} {text}", method.OutputType, rule.ResponseBody);
        }

        foreach (var field in FieldsOf(answer))
        {
            CheckField(method, $"{verb} {text}", method.OutputType, field);
        }

        return new HttpRoute(verb, path, method, rule.Body, rule.ResponseBody, binding, answer);
    }

    private static void CheckField(MethodDescriptor method, string rule, MessageDescriptor? message, string fieldPath)
    {
        foreach (var name in fieldPath.Split('.'))
        {
            var field = message?.FindFieldByName(name) ?? throw Bad(method, rule, $"the message has no field '{fieldPath}'");
            message = field is { FieldType: FieldType.Message, IsRepeated: false } && HasJsonOfFields(field.MessageType)
                ? field.MessageType
                : null;
        }
    }

    // A Timestamp is one text in JSON: nothing names a field of it.
    private static bool HasJsonOfFields(MessageDescriptor message) => MessagePlan.FormOf(message) == MessageForm.Fields;

    private static IEnumerable<string> FieldsOf(HttpAnswer answer)
    {
        var location = (answer.Location ?? "").Split('{').Skip(1).Select(part => part.Split('}')[0]);

        return answer.Mark is null ? location : location.Append(answer.Mark);
    }

    private static InvalidOperationException Bad(MethodDescriptor method, string rule, string problem) =>
        new($"The route '{rule}' of {method.FullName} cannot be used: {problem}. Correct it in the contract, and build that.");
}
