using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Hosting;

internal static class CallerAuthenticationExtensions
{
    /// <summary>With Authentication__Audiences set, every call but health needs an ID token of Google's.</summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder) => builder.AddTokenVerification();

    /// <summary>Refuses callers without a good token. Does nothing if authentication is off.</summary>
    public static WebApplication UseCallerAuthentication(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn)
        {
            app.UseMiddleware<CallerAuthentication>();
        }

        return app;
    }
}
