using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Entity tags in headers (RFC 9110, 8.8.3 and 13.1).</summary>
internal static class EntityTags
{
    /// <summary>Returns whether the caller of a GET or HEAD has this version already.</summary>
    public static bool IsUnchanged(RequestInput request, string etag)
    {
        var sent = request.Headers.IfNoneMatch;
        if (sent.Count == 0 || !(HttpMethods.IsGet(request.Verb) || HttpMethods.IsHead(request.Verb)))
        {
            return false;
        }

        return EntityTagHeaderValue.TryParse(etag, out var current)
            && EntityTagHeaderValue.TryParseList(sent, out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
