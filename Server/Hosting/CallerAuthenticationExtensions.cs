using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CodeFirst.Server.Hosting;

internal static class CallerAuthenticationExtensions
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeyTimeout = TimeSpan.FromSeconds(2);

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

        var caller = new CallerAuthenticationOptions();
        caller.Read(builder.Configuration);
        if (caller.IsOn && caller.HasSafeAuthority)
        {
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt => Configure(jwt, caller));
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(Policy(caller));
            builder.Services.TryAddSingleton<IAuthorizationMiddlewareResultHandler, CallerRefusal>();
        }

        return builder;
    }

    /// <summary>Refuses callers that <see cref="AddCallerAuthentication"/> does not let in. Does nothing if authentication is off.</summary>
    public static WebApplication UseCallerAuthentication(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        return app;
    }

    private static void Configure(JwtBearerOptions jwt, CallerAuthenticationOptions caller)
    {
        jwt.Authority = caller.Authority;
        jwt.RequireHttpsMetadata = caller.RequiresTls;
        jwt.BackchannelTimeout = KeyTimeout;
        jwt.MapInboundClaims = false;
        jwt.IncludeErrorDetails = false;

        // Keys come from the authority alone: jku, x5u and jwk in a token's header are never used.
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidAudiences = caller.Audiences,
            ValidIssuers = caller.Authority == CallerAuthenticationOptions.GoogleAuthority
                ? [caller.Authority, "accounts.google.com"] // Google's documentation names both
                : [caller.Authority],
            ClockSkew = ClockSkew, // the default, 5 minutes, is long for a token of one hour
        };
        jwt.Events = new JwtBearerEvents { OnAuthenticationFailed = CallerRefusal.TellMissingKeysAsync };
    }

    private static AuthorizationPolicy Policy(CallerAuthenticationOptions caller)
    {
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser();
        if (caller.AllowedEmails.Count > 0)
        {
            var allowed = caller.AllowedEmails.ToHashSet(StringComparer.OrdinalIgnoreCase);
            policy.RequireAssertion(context =>
                string.Equals(context.User.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase)
                && context.User.FindFirst("email") is { } email
                && allowed.Contains(email.Value));
        }

        return policy.Build();
    }
}
