using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

internal static class TokenVerificationExtensions
{
    /// <summary>
    /// Verifies the tokens of callers, if the settings say whose: those in <c>Authorization: Bearer</c>.
    /// <c>X-Serverless-Authorization</c> cannot serve: Cloud Run takes the signature off that token before the container sees it.
    /// </summary>
    public static WebApplicationBuilder AddTokenVerification(this WebApplicationBuilder builder)
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
}
