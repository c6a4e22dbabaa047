using Microsoft.AspNetCore.Cors.Infrastructure;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Answers a path that has routes for other verbs: OPTIONS with 204, all else with 405, and which verbs there are.</summary>
internal sealed class OtherVerb(CallParts parts)
{
    /// <summary>Returns the endpoint that answers.</summary>
    /// <param name="verbs">The verbs that the path has.</param>
    /// <param name="cors">Who may call the route that a browser asks about before it calls, as RequireCors says; null if it does not.</param>
    public Endpoint Endpoint(IEnumerable<string> verbs, ICorsMetadata? cors)
    {
        var allow = string.Join(", ", verbs);

        return new Endpoint(
            context => Answer(context, allow),
            cors is null ? EndpointMetadataCollection.Empty : new EndpointMetadataCollection(cors),
            $"Allow: {allow}");
    }

    private Task Answer(HttpContext context, string allow)
    {
        context.Response.Headers.Allow = allow;
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            parts.Refuse(context, StatusCodes.Status405MethodNotAllowed);
        }

        return Task.CompletedTask;
    }
}
