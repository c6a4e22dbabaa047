using CodeFirst.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Hosting;

internal static class CallerAuthenticationExtensions
{
    /// <summary>
    /// With Authentication__Audiences set, every call but health needs an ID token of Google's in <c>Authorization: Bearer</c>.
    /// <c>X-Serverless-Authorization</c> cannot serve: Cloud Run takes the signature off that token before the container sees it.
    /// </summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CallerAuthenticationOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CallerAuthenticationOptions>, CallerAuthenticationOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IssuerKeys>();
        builder.Services.TryAddSingleton<TokenVerifier>();
        return builder;
    }

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
