using CodeFirst.Hosting.Identity;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Knows who calls.</summary>
public static class CallerAuthenticationExtensions
{
    /// <summary>
    /// With the setting <c>Authentication__Audiences</c>, every call but health needs an ID token of Google's, or of the issuer
    /// <c>Authentication__Authority</c>, in <c>authorization: Bearer</c>; without it nothing is asked for.
    /// </summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder) => builder.AddTokenVerification();

    /// <summary>
    /// Refuses callers without a good token, with UNAUTHENTICATED or PERMISSION_DENIED (401 or 403 for a request that is no gRPC call);
    /// endpoints with AllowAnonymous are open. The caller is then <c>HttpContext.User</c>, which a service has from
    /// <c>context.ServerCallContext.GetHttpContext()</c>: the claims are those of the token under their own names (<c>sub</c>, <c>email</c>,
    /// <c>email_verified</c>), <c>Identity.Name</c> is the e-mail address, or <c>sub</c> without one. Does nothing if authentication is off.
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
