using CodeFirst.Gateway.Hosting;
using CodeFirst.Hosting;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.SignIn;

internal static class SignInExtensions
{
    /// <summary>With Authentication__Audience set, calls need a token of the issuer Authentication__Authority.</summary>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder) => builder.AddTokenVerification();

    /// <summary>Refuses callers without a good token. Off: says so on Cloud Run, where a gateway is often open to the internet.</summary>
    public static WebApplication UseSignIn(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn)
        {
            app.UseMiddleware<SignInCheck>();
        }
        else if (CloudRun.Read(app.Configuration) is not null)
        {
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodeFirst.Gateway").OpenToEverybody();
        }

        return app;
    }
}
