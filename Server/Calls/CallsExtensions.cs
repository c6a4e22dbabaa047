using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodeFirst.Server.Calls;

/// <summary>Registers what every rpc shares.</summary>
internal static class CallsExtensions
{
    public static WebApplicationBuilder AddCalls(this WebApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(CallInterceptor)))
        {
            return builder;
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CallInterceptor>();
        builder.Services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<CallInterceptor>());
        builder.Services.TryAddSingleton<LoggerFactory>();
        builder.Services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(services => new CallLoggerFactory(services.GetRequiredService<LoggerFactory>())));

        return builder;
    }

    /// <summary>Guards every rpc that is mapped. Comes before all other middleware, so that its errors are complete too.</summary>
    public static WebApplication UseCallGuards(this WebApplication app)
    {
        app.UseMiddleware<CallGuard>();

        return app;
    }
}
