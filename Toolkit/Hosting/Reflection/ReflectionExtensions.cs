using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Reflection;
using Grpc.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Hosting;

/// <summary>Server reflection, which tells grpcurl, Postman and other tools what can be called.</summary>
public static class ReflectionExtensions
{
    /// <summary>
    /// Answers server reflection, v1 and v1alpha, for the services that are mapped: code-first ones out of the descriptor set that
    /// CodeFirst.ProtoExport made of the contract, with its comments, and that this package's targets embed in the program; contract-first
    /// ones out of their generated code. A service with neither runs, and reflection does not show it; a warning at start names it.
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

    /// <summary>Serves both reflection services. With caller authentication on they ask for a token, as every service but health does.</summary>
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
        app.MapGrpcService<ReflectionServiceImpl>();
        app.MapGrpcService<ReflectionV1ServiceImpl>();

        return app;
    }
}
