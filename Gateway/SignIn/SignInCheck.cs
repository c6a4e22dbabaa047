using CodeFirst.Gateway.Errors;
using CodeFirst.Hosting;
using CodeFirst.Transcoding;

namespace CodeFirst.Gateway.SignIn;

/// <summary>Lets what calls the user service through only with a good token. Pages, documents and health are open to everyone.</summary>
internal sealed class SignInCheck(RequestDelegate next, TokenVerifier verifier)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TranscodedMethodMetadata>() is not null)
        {
            Refuse(await verifier.VerifyAsync(context));
        }

        await next(context);
    }

    private static void Refuse(TokenVerdict verdict)
    {
        switch (verdict)
        {
            case TokenVerdict.Good:
                break;
            case TokenVerdict.Forbidden:
                throw Refusal.NotAllowed();
            case TokenVerdict.Unknown:
                throw Refusal.CannotAuthenticate();
            default:
                throw Refusal.NotAuthenticated();
        }
    }
}
