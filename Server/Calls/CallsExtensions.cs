using Grpc.AspNetCore.Server;

namespace CodeFirst.Server.Calls;

/// <summary>Registers what every rpc shares.</summary>
internal static class CallsExtensions
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CallInterceptor>();
        builder.Services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<CallInterceptor>());
    }
}
