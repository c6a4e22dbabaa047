using CodeFirst.ProtoExport.Printing;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>Prints the option google.api.http of a method, as buf format does.</summary>
internal static class HttpRulePrinter
{
    /// <param name="writer">Where to.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The name of the option where it is written: protoc looks from the inside out.</param>
    public static void Print(SourceWriter writer, HttpRule rule, string name)
    {
        using (writer.Start(MethodDescriptorProto.OptionsFieldNumber))
        using (writer.Start(AnnotationsExtensions.Http.FieldNumber))
        {
            writer.Write($"option ({name}) = ");
            PrintValue(writer, rule);
            writer.Write(";");
        }

        writer.EndLine();
    }

    private static void PrintValue(SourceWriter writer, HttpRule rule)
    {
        var fields = FieldsOf(rule).ToList();
        var isCustom = rule.PatternCase == HttpRule.PatternOneofCase.Custom;
        if (rule.AdditionalBindings.Count == 0 && !isCustom && fields is [var only])
        {
            writer.Write($"{{{only}}}");
            return;
        }

        writer.Braces(() =>
        {
            if (isCustom)
            {
                PrintCustom(writer, rule.Custom);
            }

            foreach (var field in fields)
            {
                writer.Line(field);
            }

            foreach (var binding in rule.AdditionalBindings)
            {
                writer.Write("additional_bindings: ");
                PrintValue(writer, binding);
                writer.EndLine();
            }
        });
    }

    private static void PrintCustom(SourceWriter writer, CustomHttpPattern custom)
    {
        writer.Write("custom: ");
        writer.Braces(() =>
        {
            writer.Line($"kind: {ProtoText.Quote(custom.Kind)}");
            writer.Line($"path: {ProtoText.Quote(custom.Path)}");
        });
        writer.EndLine();
    }

    private static IEnumerable<string> FieldsOf(HttpRule rule)
    {
        if (rule.PatternCase != HttpRule.PatternOneofCase.Custom && HttpRules.PatternOf(rule) is var (verb, path))
        {
            yield return $"{verb.ToLowerInvariant()}: {ProtoText.Quote(path)}";
        }

        if (rule.Body.Length > 0)
        {
            yield return $"body: {ProtoText.Quote(rule.Body)}";
        }

        if (rule.ResponseBody.Length > 0)
        {
            yield return $"response_body: {ProtoText.Quote(rule.ResponseBody)}";
        }
    }
}
