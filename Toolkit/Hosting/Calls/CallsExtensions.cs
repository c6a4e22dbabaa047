using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Errors;
using CodeFirst.Hosting.Marshalling;
using CodeFirst.Hosting.Start;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>The rules that all gRPC methods share.</summary>
public static class CallsExtensions
{
    /// <summary>
    /// Turns every error of a gRPC method into a google.rpc.Status with ErrorInfo. An exception that is not an RpcException, and that no
    /// <see cref="IErrorTranslator"/> handles, becomes INTERNAL without its text, and is logged once, at Error. A call ends with
    /// DEADLINE_EXCEEDED when its deadline passes, with CANCELLED when the caller cancels it, and with UNAVAILABLE when the stopping server
    /// ends it.
    /// Reads the settings <c>Calls__MaxMetadataBytes</c> (32768), <c>Calls__DeadlineSeconds</c> (30, for unary calls without a deadline),
    /// <c>Calls__WriteTimeoutSeconds</c> (30, for a message of a stream that is not read) and <c>Calls__StreamsPerCaller</c> (1000).
    /// Messages of a base type with [ProtoInclude] are read in any order of their fields, with protobuf-net's reflective model
    /// (<c>AddCodeFirstGrpc()</c>); for a compile-time model, see <see cref="MarshallingExtensions"/>. Use it together with <see
    /// cref="UseCallGuards"/>.
    /// </summary>
    public static WebApplicationBuilder AddCalls(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(CallInterceptor)))
        {
            return builder;
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<MappedServices>();
        builder.Services.AddClosed<ErrorOptions>().AddOptions();
        builder.Services.AddSingleton<ErrorDomain>();
        builder.AddLimits();
        builder.Services.AddSingleton<CallInterceptor>();
        builder.Services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<CallInterceptor>());
        builder.Services.AddMarshallers();
        builder.Services.TryAddSingleton<LoggerFactory>();
        builder.Services.AddSingleton(services => new CallLoggerFactory(services.GetRequiredService<LoggerFactory>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(services => services.GetRequiredService<CallLoggerFactory>()));

        return builder;
    }

    /// <summary>
    /// Rejects requests that routing accepts although they are not valid gRPC calls (a verb other than POST, another content-type, a path
    /// that differs in case, a malformed or expired grpc-timeout), and adds details to errors of the framework. A message that cannot be
    /// decoded fails with INTERNAL, as the gRPC status table requires, and is not logged as an error. Call it before all other middleware.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddCalls was not called.</exception>
    public static WebApplication UseCallGuards(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var logs = app.Services.GetService<CallLoggerFactory>() ?? throw new InvalidOperationException(
            "The call rules are not registered. Call builder.AddCalls(), or builder.AddCodeFirst(), before builder.Build().");
        app.Services.GetRequiredService<MappedServices>().Attach(app);
        logs.IsGuarded = true;
        app.UseMiddleware<CallGuard>();

        return app;
    }

    private static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.AddSettings<CallLimitOptions>(CallLimitOptions.Settings, (options, settings) => options.Read(settings));
        builder.Services.AddSingleton<IValidateOptions<CallLimitOptions>, CallLimitOptionsValidator>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, MetadataCapacity>();
        builder.Services.AddSingleton<IStartupFilter, MetadataLimit>();
        builder.Services.AddSingleton<MessageDeadline>();
        builder.Services.AddSingleton<UnaryDeadline>();
        builder.Services.AddSingleton<StreamLimits>();
        builder.Services.AddSingleton<StoppingStreams>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StoppingStreams>());
    }

    // Compiled natively there is no reflective model, and nothing of this is in the program.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "With dynamic code there is no trimming, or protobuf-net itself would not work.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The condition is about that; the analyzer does not follow it into a lambda.")]
    private static void AddMarshallers(this IServiceCollection services)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            services.TryAddSingleton(_ => DerivedFirstMarshallers.Configure());
        }
    }
}
