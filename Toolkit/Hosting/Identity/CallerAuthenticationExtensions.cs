using CodeFirst.Hosting.Identity;
using CodeFirst.Hosting.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Authenticates callers, and checks the rules of what they call.</summary>
public static class CallerAuthenticationExtensions
{
    // WebApplication would put one at the beginning of the pipeline otherwise, before callers are authenticated.
    private const string AuthorizationIsUsed = "__AuthorizationMiddlewareSet";

    /// <summary>
    /// With the setting <c>Authentication__Audiences</c>, every call except health checks needs an ID token in <c>authorization:
    /// Bearer</c>, from Google or from the issuer <c>Authentication__Authority</c>. Without it, no call needs a token. Also adds ASP.NET
    /// Core's authorization: <c>[Authorize]</c> and <c>[AllowAnonymous]</c> on services and their methods, <c>RequireAuthorization()</c>
    /// on what is mapped, and policies. With <c>Authentication__RequireRules=true</c>, a method without such a rule refuses every call.
    /// </summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        builder.AddTokenVerification();
        builder.AddSettings<CallerRuleOptions>(CallerRuleOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CallerRuleOptions>, CallerRuleOptionsValidator>());
        builder.Services.AddClosed<AuthorizationOptions>().AddAuthorization();
        builder.Services.Replace(ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler, RuleAnswer>());
        builder.Services.AddOptions<AuthorizationOptions>().PostConfigure<IOptions<CallerRuleOptions>>((options, rules) =>
        {
            if (rules.Value.RequireRules)
            {
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            }
        });

        return builder;
    }

    /// <summary>
    /// Rejects callers without a valid token, and callers that the rule of the called method does not allow, with UNAUTHENTICATED or
    /// PERMISSION_DENIED (401 or 403 for a request that is not gRPC), before the request is read. Endpoints with AllowAnonymous stay open.
    /// The caller is then <c>HttpContext.User</c>, which a service gets from <c>context.ServerCallContext.GetHttpContext()</c>. Claims keep
    /// their names from the token (<c>sub</c>, <c>email</c>, <c>email_verified</c>), <c>Identity.Name</c> is the e-mail address, or
    /// <c>sub</c> if there is none, and the roles are in the claim <c>roles</c>. Tokens are not verified if authentication is off. Call
    /// UseAuthentication() before it if the program has authentication schemes of its own.
    /// </summary>
    public static WebApplication UseCallerAuthentication(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<CallerAuthenticationOptions>>().Value.IsOn)
        {
            app.UseMiddleware<CallerAuthentication>();
        }

        app.UseRules();

        return app;
    }

    // ASP.NET Core's authorization costs a call half a microsecond, also if there is nothing to check.
    private static void UseRules(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy is not null
            || app.Services.GetRequiredService<IAuthorizationPolicyProvider>() is not DefaultAuthorizationPolicyProvider)
        {
            app.UseAuthorization();

            return;
        }

        app.UseWhen(HasRule, branch => branch.UseAuthorization());
        ((IApplicationBuilder)app).Properties[AuthorizationIsUsed] = true;
    }

    private static bool HasRule(HttpContext context) => context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null);
}
