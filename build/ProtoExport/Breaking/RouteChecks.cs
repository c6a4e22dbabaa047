using CodeFirst.ProtoExport.Breaking.Rules;
using CodeFirst.ProtoExport.Routes;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares the routes of methods. A route may be added, and the order does not matter.</summary>
internal sealed class RouteChecks(BreakingReport report)
{
    public void Check(MethodDescriptorProto before, MethodDescriptorProto after, WireName where)
    {
        var released = HttpRules.Of(before);
        var routes = HttpRules.Of(after).ToLookup(KeyOf);
        foreach (var rule in released)
        {
            if (routes[KeyOf(rule)].FirstOrDefault() is { } same)
            {
                Check(rule, same, where);
            }
            else
            {
                report.Add(
                    RouteRules.RouteNoDelete, where, $"no longer has the route \"{TextOf(rule)}\"", $"[Http(\"{TextOf(rule)}\")]");
            }
        }

        if (released.Count > 0)
        {
            CheckAnswer(HttpAnswer.Of(before), HttpAnswer.Of(after), where);
        }
    }

    private void Check(HttpRule before, HttpRule after, WireName where)
    {
        if (FieldsOf(before) != FieldsOf(after))
        {
            report.Add(
                RouteRules.RouteSameFields,
                where,
                $"changed the fields in the path of \"{TextOf(before)}\" from {FieldsOf(before)} to {FieldsOf(after)}");
        }

        if (before.Body != after.Body)
        {
            report.Add(
                RouteRules.RouteSameBody,
                where,
                $"changed the body of \"{TextOf(before)}\" from \"{before.Body}\" to \"{after.Body}\"",
                $"\"{before.Body}\"");
        }

        if (before.ResponseBody != after.ResponseBody)
        {
            report.Add(
                RouteRules.RouteSameResponseBody,
                where,
                $"changed the response body of \"{TextOf(before)}\" from \"{before.ResponseBody}\" to \"{after.ResponseBody}\"",
                $"\"{before.ResponseBody}\"");
        }
    }

    // A header or a mark that is added breaks nobody.
    private void CheckAnswer(HttpAnswer before, HttpAnswer after, WireName where)
    {
        if (StatusOf(before) != StatusOf(after))
        {
            report.Add(RouteRules.RouteSameAnswer, where, $"changed its HTTP status from {StatusOf(before)} to {StatusOf(after)}");
        }

        CheckText("Location", before.Location, after.Location);
        CheckText("mark of its stream", before.Mark, after.Mark);
        CheckText("field that continues its stream", before.Resume, after.Resume);

        void CheckText(string what, string was, string @is)
        {
            if (was.Length > 0 && was != @is)
            {
                report.Add(RouteRules.RouteSameAnswer, where, $"changed the {what} from \"{was}\" to \"{@is}\"");
            }
        }
    }

    private static int StatusOf(HttpAnswer answer) => answer.Status == 0 ? 200 : answer.Status;

    private static string TextOf(HttpRule rule) => HttpRules.PatternOf(rule) is var (verb, path) ? $"{verb} {path}" : "";

    private static string KeyOf(HttpRule rule) => HttpRules.PatternOf(rule) is var (verb, path) && PathOf(path) is { } parsed
        ? $"{verb} {parsed.Shape}"
        : TextOf(rule);

    private static string FieldsOf(HttpRule rule) =>
        PathOf(HttpRules.PatternOf(rule).Path) is { } path ? string.Join(", ", path.Variables.Select(variable => variable.FieldPath)) : "";

    // A set that others made may hold a path that only they can read: it is compared as text.
    private static RoutePath? PathOf(string path)
    {
        try
        {
            return RouteParser.ParsePath(path);
        }
        catch (RouteSyntaxException)
        {
            return null;
        }
    }
}
