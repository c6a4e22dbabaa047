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
        await context.Response.Body.WriteAsync(Damage(answer), cancellationToken);
        if (Status is { } status)
        {
            context.Response.AppendTrailer("grpc-status", status);
        }

        return false;
    }

    private string? Status => fault switch
    {
        FrontEndFault.Garbage => "0",
        FrontEndFault.UnknownStatus => "99",
        _ => null,
    };

    private ReadOnlyMemory<byte> Damage(byte[] answer) => fault switch
    {
        FrontEndFault.Truncate => answer.AsMemory(0, answer.Length / 2),
        FrontEndFault.Garbage => Garbage,
        _ => answer,
    };
}
