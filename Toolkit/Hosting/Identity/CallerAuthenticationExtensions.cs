using CodeFirst.Hosting.Identity;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Authenticates callers.</summary>
public static class CallerAuthenticationExtensions
{
    /// <summary>
    /// With the setting <c>Authentication__Audiences</c>, every call except health checks needs an ID token in <c>authorization:
    /// Bearer</c>, from Google or from the issuer <c>Authentication__Authority</c>. Without it, no call needs a token.
    /// </summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder) => builder.AddTokenVerification();

    /// <summary>
    /// Rejects callers without a valid token, with UNAUTHENTICATED or PERMISSION_DENIED (401 or 403 for a request that is not gRPC).
    /// Endpoints with AllowAnonymous stay open. The caller is then <c>HttpContext.User</c>, which a service gets from
    /// <c>context.ServerCallContext.GetHttpContext()</c>. Claims keep their names from the token (<c>sub</c>, <c>email</c>,
    /// <c>email_verified</c>), and <c>Identity.Name</c> is the e-mail address, or <c>sub</c> if there is none. Does nothing if
    /// authentication is off.
    /// </summary>
    public static WebApplication UseCallerAuthentication(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn)
        {
            app.UseMiddleware<CallerAuthentication>();
        }

        return app;
    }
}
