using CodeFirst.Hosting.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>For programs that answer callers without a good token in their own way.</summary>
public static class TokenVerificationExtensions
{
    /// <summary>
    /// Registers <see cref="TokenVerifier"/>, which verifies the tokens of callers, if the settings say whose: those in <c>Authorization: Bearer</c>.
    /// <c>X-Serverless-Authorization</c> cannot serve: Cloud Run takes the signature off that token before the container sees it.
    /// </summary>
    public static WebApplicationBuilder AddTokenVerification(this WebApplicationBuilder builder)
    {
        builder.DescribeSettings(CallerAuthenticationOptions.Settings);
        builder.Services.AddOptions<CallerAuthenticationOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CallerAuthenticationOptions>, CallerAuthenticationOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IssuerKeys>();
        builder.Services.TryAddSingleton(services => new TokenVerifier(
            services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value, services.GetRequiredService<IssuerKeys>()));
        return builder;
    }
}
