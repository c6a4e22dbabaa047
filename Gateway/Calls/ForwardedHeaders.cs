using Grpc.Core;

namespace CodeFirst.Gateway.Calls;

/// <summary>The headers of a request that reach the service; no other does.</summary>
internal static class ForwardedHeaders
{
    private static readonly string[] Always = ["authorization", "x-request-id", "accept-language"];

    // With an activity, .NET writes these itself, naming the gateway's span as the parent.
    private static readonly string[] WithoutActivity = ["traceparent", "tracestate"];

    public static Metadata? Of(HttpContext context)
    {
        Metadata? metadata = null;
        Add(context.Request.Headers, Always, ref metadata);
        if (System.Diagnostics.Activity.Current is null)
        {
            Add(context.Request.Headers, WithoutActivity, ref metadata);
        }

        return metadata;
    }

    private static void Add(IHeaderDictionary headers, string[] names, ref Metadata? metadata)
    {
        foreach (var name in names)
        {
            // What gRPC metadata cannot hold stays here.
            if (headers.TryGetValue(name, out var values)
                && values is [{ Length: > 0 } value]
                && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                (metadata ??= []).Add(name, value);
            }
        }
    }
}
