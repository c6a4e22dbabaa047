using Microsoft.Net.Http.Headers;

namespace CodeFirst.Gateway.Calls;

/// <summary>If-None-Match on GET and HEAD (RFC 9110, 13.1.2).</summary>
internal static class Preconditions
{
    /// <summary>Returns whether the caller has this version already.</summary>
    public static bool IsUnchanged(HttpRequest request, string etag)
    {
        var sent = request.Headers.IfNoneMatch;
        if (sent.Count == 0 || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return false;
        }

        return EntityTagHeaderValue.TryParse(etag, out var current)
            && EntityTagHeaderValue.TryParseList(sent, out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
