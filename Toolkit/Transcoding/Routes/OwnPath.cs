using System.Text;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CodeFirst.Transcoding.Routes;

/// <summary>Reads paths of ASP.NET Core's routing, as far as they have a form here.</summary>
internal static class OwnPath
{
    /// <summary>Returns the template of a pattern; null if it has none: then it does not stand before a route.</summary>
    public static PathTemplate? TemplateOf(RoutePattern pattern)
    {
        var text = new StringBuilder();
        if (pattern.ParameterPolicies.Count > 0)
        {
            return null; // what it matches, only routing knows
        }

        foreach (var segment in pattern.PathSegments)
        {
            text.Append('/');
            switch (segment.Parts)
            {
                case [RoutePatternLiteralPart literal]:
                    text.Append(literal.Content);
                    break;
                case [RoutePatternParameterPart { IsCatchAll: true }]:
                    text.Append("**");
                    break;
                case [RoutePatternParameterPart { IsOptional: false }]:
                    text.Append('*');
                    break;
                default:
                    return null;
            }
        }

        return PathTemplate.TryParse(text.Length == 0 ? "/" : text.ToString(), out var template, out _) ? template : null;
    }
}
