using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Web;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Lets browsers call, with gRPC-Web.</summary>
public static class BrowserCallsExtensions
{
    // What a page needs to read an error. Without this a browser hides them from pages of another origin.
    private static readonly string[] ExposedHeaders =
        ["grpc-status", "grpc-message", "grpc-status-details-bin", VersionHeaderExtensions.Header];

    private static readonly TimeSpan PreflightMaxAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Reads the settings <c>GrpcWeb__Enabled</c> and <c>GrpcWeb__AllowedOrigins</c> into <see cref="BrowserCallOptions"/>, which code may
    /// configure too. Off by default. Goes together with <see cref="UseBrowserCalls"/>.
    /// </summary>
    public static WebApplicationBuilder AddBrowserCalls(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ImplementationType == typeof(BrowserCallOptionsValidator)))
        {
            return builder;
        }

        builder.AddSettings<BrowserCallOptions>(BrowserCallOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.AddSingleton<IValidateOptions<BrowserCallOptions>, BrowserCallOptionsValidator>();
        builder.Services.TryAddSingleton<MappedServices>();
        builder.Services.AddCors();

        return builder;
    }

    /// <summary>
    /// If gRPC-Web is on, every gRPC method also takes <c>application/grpc-web</c> and <c>application/grpc-web-text</c>, over HTTP/1.1 and
    /// HTTP/2, and pages of the allowed origins may call. The call rules and caller identity are the same as for gRPC, so it comes before
    /// <see cref="CallsExtensions.UseCallGuards"/>. Does nothing if gRPC-Web is off.
    /// </summary>
    public static WebApplication UseBrowserCalls(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<IOptions<BrowserCallOptions>>().Value;
        if (!options.IsOn)
        {
            return app;
        }

        if (options.AllowedOrigins.Count > 0)
        {
            // Only for gRPC methods: what else the program serves has its own rules.
            var services = app.Services.GetRequiredService<MappedServices>();
            app.UseWhen(
                context => context.Request.Headers.Origin.Count > 0 && services.HasMethod(context.Request.Path),
                branch => branch.UseCors(policy => Allow(policy, options.AllowedOrigins)));
        }

        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });

        return app;
    }

    // Callers choose the names of their metadata, so any header may be sent.
    private static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins) => policy
        .WithOrigins([.. origins])
        .WithMethods(HttpMethods.Post)
        .AllowAnyHeader()
        .WithExposedHeaders(ExposedHeaders)
        .SetPreflightMaxAge(PreflightMaxAge);
}
