using CodeFirst.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CodeFirst.Server.Hosting;

/// <summary>Refuses a caller as gRPC does it. Whatever is wrong with a token, the answer is the same.</summary>
internal sealed class CallerRefusal : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (authorizeResult.Forbidden)
        {
            StatusOnly.Write(context.Response, StatusCode.PermissionDenied, "The caller may not use this service.");
        }
        else if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is KeysUnavailableException)
        {
            StatusOnly.Write(context.Response, StatusCode.Unavailable, "Callers cannot be authenticated at present. Try again.");
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            StatusOnly.Write(context.Response, StatusCode.Unauthenticated, "The call needs a valid ID token in authorization: Bearer.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Without the issuer's keys every token looks wrong: tells that apart, so that callers try again.</summary>
    public static async Task TellMissingKeysAsync(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<CallerRefusal>>()
                .KeysUnavailable(context.Options.Authority ?? "", failure);
            context.Fail(new KeysUnavailableException(failure));
        }
    }

    private sealed class KeysUnavailableException(Exception inner) : Exception("The issuer's keys cannot be read.", inner);
}
