namespace CodeFirst.Hosting;

/// <summary>Everything around a code-first gRPC service. You can also add each feature by itself.</summary>
public static class CodeFirstExtensions
{
    /// <summary>
    /// Adds the port, logs, telemetry, caller identity, call rules, health, reflection, a start that fails with one clear line, and a
    /// graceful stop. It calls AddStart, AddListening, AddLogs, AddTelemetry, AddCallerAuthentication, AddBrowserCalls, AddCalls,
    /// AddHealth and AddReflection. Add the service itself with <c>builder.Services.AddCodeFirstGrpc()</c>, or with the AddXxx() that
    /// protobuf-net generates.
    /// </summary>
    /// <param name="builder">The builder of the program.</param>
    /// <param name="configure">Configures the start; null for the defaults.</param>
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
    /// Checks calls, authenticates callers, and serves health and reflection. Call it first after <c>builder.Build()</c>. It calls
    /// CheckSettings, UseBrowserCalls, UseCallGuards, UseCallerAuthentication, MapHealth and MapReflection.
    /// </summary>
    public static WebApplication UseCodeFirst(this WebApplication app) => app
        .CheckSettings()
        .UseBrowserCalls()
        .UseCallGuards()
        .UseCallerAuthentication()
        .MapHealth()
        .MapReflection();
}
