using Grpc.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Server.Hosting;

internal static class ReflectionExtensions
{
    /// <summary>Answers server reflection, v1 and v1alpha, with the exported .proto and its comments.</summary>
    public static WebApplicationBuilder AddReflection(this WebApplicationBuilder builder)
    {
        // Made when a caller first asks: parsing descriptors has no place in the start.
        builder.Services.TryAddSingleton<ReflectedServices>();
        builder.Services.TryAddSingleton(services =>
            new ReflectionServiceImpl(services.GetRequiredService<ReflectedServices>().Descriptors));
        builder.Services.TryAddSingleton(services =>
            new ReflectionV1ServiceImpl(services.GetRequiredService<ReflectedServices>().Descriptors));
        return builder;
    }

    /// <summary>Serves both reflection services. With authentication on they ask for a token, as every service but health does.</summary>
    public static WebApplication MapReflection(this WebApplication app)
    {
        app.MapGrpcService<ReflectionServiceImpl>();
        app.MapGrpcService<ReflectionV1ServiceImpl>();
        return app;
    }
}
