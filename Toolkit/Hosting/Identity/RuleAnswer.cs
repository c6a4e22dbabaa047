using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CodeFirst.Hosting.Identity;

/// <summary>
/// Answers what the rule of an endpoint refuses. The default answer is HTTP 401 or 403 of an authentication scheme, without a gRPC
/// status. It is kept for endpoints that are not gRPC, in programs with schemes of their own.
/// </summary>
internal sealed class RuleAnswer : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || (!CallerRefusal.IsGrpc(context) && HasSchemes(context)))
        {
            return _default.HandleAsync(next, context, policy, authorizeResult);
        }

        if (authorizeResult.Forbidden)
        {
            CallerRefusal.Write(
                context, StatusCode.PermissionDenied, "The caller may not call this method.", StatusCodes.Status403Forbidden);
        }
        else
        {
            CallerRefusal.Write(
                context, StatusCode.Unauthenticated, "The call needs an authenticated caller.", StatusCodes.Status401Unauthorized);
        }

        return Task.CompletedTask;
    }

    private static bool HasSchemes(HttpContext context) => context.RequestServices.GetService<IAuthenticationService>() is not null;
}
