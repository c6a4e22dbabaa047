namespace CodeFirst.Hosting;

/// <summary>Everything around a code-first gRPC service. Each feature is also there by itself.</summary>
public static class CodeFirstExtensions
{
    /// <summary>
    /// Adds PORT, logs, telemetry, caller identity, call rules, health, reflection, a start whose failure is one line, and a graceful stop.
    /// It is AddStart, AddListening, AddLogs, AddTelemetry, AddCallerAuthentication, AddBrowserCalls, AddCalls, AddHealth and AddReflection. Add
    /// the service itself with <c>builder.Services.AddCodeFirstGrpc()</c>, or with the AddXxx() that protobuf-net generates.
    /// </summary>
    /// <param name="builder">The builder of the program.</param>
    /// <param name="configure">Says how the program starts; null for the defaults.</param>
    public static WebApplicationBuilder AddCodeFirst(this WebApplicationBuilder builder, Action<StartOptions>? configure = null) => builder
        .AddStart(configure)
        .AddListening()
        .AddLogs()
        .AddTelemetry()
        .AddCallerAuthentication()
        .AddBrowserCalls()
        .AddCalls()
        .AddHealth()
        .AddReflection();

    /// <summary>
    /// Guards the calls, knows the callers, and serves health and reflection. Comes first after <c>builder.Build()</c>. It is CheckSettings,
    /// UseBrowserCalls, UseCallGuards, UseCallerAuthentication, MapHealth and MapReflection.
    /// </summary>
    public static WebApplication UseCodeFirst(this WebApplication app) => app
        .CheckSettings()
        .UseBrowserCalls()
        .UseCallGuards()
        .UseCallerAuthentication()
        .MapHealth()
        .MapReflection();
}
