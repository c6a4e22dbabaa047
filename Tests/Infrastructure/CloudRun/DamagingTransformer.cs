using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>Forwards a request, and damages the answer of the service.</summary>
internal sealed class DamagingTransformer(FrontEndFault fault) : HttpTransformer
{
    // A gRPC message: not compressed, three bytes long, and these say that a text of 127 bytes follows.
    private static readonly byte[] Garbage = [0, 0, 0, 0, 3, 0x0A, 0x7F, 0x41];

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken)
    {
        if (response is null)
        {
            return await base.TransformResponseAsync(context, response, cancellationToken);
        }

        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (fault == FrontEndFault.LostAnswer)
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;

            return false;
        }

        await base.TransformResponseAsync(context, response, cancellationToken);
        context.Response.Headers.ContentLength = null;
        if (fault == FrontEndFault.Truncate)
        {
            await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2), cancellationToken);

            return false;
        }

        await context.Response.Body.WriteAsync(Garbage, cancellationToken);
        context.Response.AppendTrailer("grpc-status", "0");

        return false;
    }
}
