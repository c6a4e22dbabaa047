using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Identity;
using CodeFirst.Hosting.Reflection;
using Grpc.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Server reflection, so that grpcurl, Postman and other tools need no .proto.</summary>
public static class ReflectionExtensions
{
    /// <summary>
    /// Adds server reflection, v1 and v1alpha, for the mapped services. Code-first services come from the descriptor set that
    /// CodeFirst.ProtoExport created, with the contract's comments, and that this package's targets embed in the program. Contract-first
    /// services come from their generated code. A service with neither still runs, but reflection does not show it, and a warning at the
    /// start names it.
    /// </summary>
    public static WebApplicationBuilder AddReflection(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(ReflectedServices)))
        {
            return builder;
        }

        builder.Services.AddGrpc();
        builder.Services.TryAddSingleton<MappedServices>();
        builder.Services.AddSingleton<ReflectedServices>();
        builder.Services.AddHostedService<MissingDescriptors>();
        builder.Services.AddSingleton(services => new ReflectionServiceImpl(services.GetRequiredService<ReflectedServices>().Descriptors));
        builder.Services.AddSingleton(services => new ReflectionV1ServiceImpl(services.GetRequiredService<ReflectedServices>().Descriptors));

        return builder;
    }

    /// <summary>Serves both reflection services. If caller authentication is on, they require a token, like every service except
    /// health. With <c>Authentication__RequireRules=true</c>, they require an authenticated caller.</summary>
    /// <exception cref="InvalidOperationException">AddReflection was not called.</exception>
    public static WebApplication MapReflection(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetService<ReflectedServices>() is null)
        {
            throw new InvalidOperationException(
                "Server reflection is not registered. Call builder.AddReflection(), or builder.AddCodeFirst(), before builder.Build().");
        }

        app.Services.GetRequiredService<MappedServices>().Attach(app);
        GrpcServiceEndpointConventionBuilder[] services =
            [app.MapGrpcService<ReflectionServiceImpl>(), app.MapGrpcService<ReflectionV1ServiceImpl>()];
        if (app.Services.GetRequiredService<IOptions<CallerRuleOptions>>().Value.RequireRules)
        {
            Array.ForEach(services, service => service.RequireAuthorization());
        }

        return app;
    }
}
