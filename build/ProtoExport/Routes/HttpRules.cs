using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Writes routes as google.api.http does, and reads them.</summary>
internal static class HttpRules
{
    /// <summary>The rule of one route.</summary>
    public static HttpRule Of(string verb, string path, string body, string responseBody)
    {
        var rule = new HttpRule { Body = body, ResponseBody = responseBody };
        switch (verb)
        {
            case "GET":
                rule.Get = path;
                break;
            case "PUT":
                rule.Put = path;
                break;
            case "POST":
                rule.Post = path;
                break;
            case "DELETE":
                rule.Delete = path;
                break;
            case "PATCH":
                rule.Patch = path;
                break;
            default:
                rule.Custom = new CustomHttpPattern { Kind = verb, Path = path };
                break;
        }

        return rule;
    }

    /// <summary>The verb and the path of a rule, empty if it has none.</summary>
    public static (string Verb, string Path) PatternOf(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
        HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
        HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
        HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
        HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
        HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind, rule.Custom.Path),
        _ => ("", ""),
    };

    /// <summary>The rule of a method and its additional bindings, none if it has none.</summary>
    public static IReadOnlyList<HttpRule> Of(MethodDescriptorProto method)
    {
        // What was read without the extension has it among the fields that are not known.
        var options = method.Options is null ? null : MethodOptions.Parser
            .WithExtensionRegistry([AnnotationsExtensions.Http])
            .ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(method.Options));
        return options?.GetExtension(AnnotationsExtensions.Http) is { } rule ? [rule, .. rule.AdditionalBindings] : [];
    }
}
