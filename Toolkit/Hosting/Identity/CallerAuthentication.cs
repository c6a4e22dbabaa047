using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace CodeFirst.Hosting.Identity;

/// <summary>
/// Lets a call through only with a good token, unless its endpoint is open to everyone. Whatever is wrong with a token, the answer
/// is the same. ASP.NET Core's own authentication is not used: it answers HTTP 401 without a gRPC status, cannot tell a bad token
/// from missing keys, and writes a key ring to disk at start. The tokens are verified by the library it uses.
/// </summary>
internal sealed class CallerAuthentication(RequestDelegate next, TokenVerifier verifier)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context);
            return;
        }

        switch (await verifier.VerifyAsync(context))
        {
            case TokenVerdict.Good:
                await next(context);
                break;
            case TokenVerdict.Forbidden:
                CallerRefusal.Write(
                    context, StatusCode.PermissionDenied, "The caller may not use this service.", StatusCodes.Status403Forbidden);
                break;
            case TokenVerdict.Unknown:
                CallerRefusal.Write(
                    context,
                    StatusCode.Unavailable,
                    "Callers cannot be authenticated at present. Try again.",
                    StatusCodes.Status503ServiceUnavailable);
                break;
            default:
                context.Response.Headers.WWWAuthenticate = "Bearer";
                CallerRefusal.Write(
                    context,
                    StatusCode.Unauthenticated,
                    "The call needs a valid ID token in authorization: Bearer.",
                    StatusCodes.Status401Unauthorized);
                break;
        }
    }
}
