using CodeFirst.Hosting.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Verifies tokens in programs that respond to callers without a valid token in their own way.</summary>
public static class TokenVerificationExtensions
{
    /// <summary>
    /// Registers <see cref="TokenVerifier"/>, which verifies tokens in <c>Authorization: Bearer</c> if the settings name an audience. It
    /// does not read <c>X-Serverless-Authorization</c>: Cloud Run removes the signature of that token before the container gets it.
    /// </summary>
    public static WebApplicationBuilder AddTokenVerification(this WebApplicationBuilder builder)
    {
        builder.AddSettings<CallerAuthenticationOptions>(
            CallerAuthenticationOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CallerAuthenticationOptions>, CallerAuthenticationOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IssuerKeys>();
        builder.Services.TryAddSingleton(services => new TokenVerifier(
            services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value, services.GetRequiredService<IssuerKeys>()));
        return builder;
    }
}
