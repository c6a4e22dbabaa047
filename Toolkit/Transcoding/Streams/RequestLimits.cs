using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CodeFirst.Transcoding.Streams;

/// <summary>The limits of the server that are meant for one message.</summary>
internal static class RequestLimits
{
    /// <summary>Lets a stream of lines be as long, and as slow, as its caller likes: each line has a limit of its own.</summary>
    public static void Lift(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        LiftLowestRate(context);
    }

    public static void LiftLowestRate(HttpContext context) => context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
}
