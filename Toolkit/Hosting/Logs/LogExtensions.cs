using CodeFirst.Hosting.Logs;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace CodeFirst.Hosting;

/// <summary>Logs for people, or for Cloud Logging.</summary>
public static class LogExtensions
{
    // Grpc at Warning also leaves out the Information line that grpc-dotnet writes for every RpcException: a NOT_FOUND is an
    // answer, not an event.
    private static readonly Dictionary<string, string?> DefaultLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Grpc"] = "Warning",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
    };

    private static readonly Setting[] Settings =
    [
        new(
            "Logging:LogLevel:Default",
            "Trace, Debug, Information, Warning, Error, Critical or None; other categories as Logging__LogLevel__Category.",
            "Information"),
        new("K_SERVICE", "Set by Cloud Run: the service. With it, logs are JSON for Cloud Logging."),
        new("K_REVISION", "Set by Cloud Run: the revision, for the logs."),
        new("GOOGLE_CLOUD_PROJECT", "The project on Cloud Run, so that log lines name their trace."),
    ];

    /// <summary>
    /// Logs to standard output: readable lines, or lines of JSON for Cloud Logging on Cloud Run. Set levels with
    /// Logging__LogLevel__Category.
    /// </summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder.DescribeSettings(Settings);
        builder.Services.TryAddSingleton(TimeProvider.System);
        var cloudRun = CloudRun.Read(builder.Configuration);
        var levels = new Dictionary<string, string?>(DefaultLevels);
        if (cloudRun?.Project is null)
        {
            // ASP.NET Core makes a trace activity for every call while this category can log at all. Without a project no log line
            // names the trace, and telemetry asks for activities in its own way.
            levels["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None";
        }

        // First, so that every other source wins over it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });

        if (cloudRun is not null)
        {
            builder.Services.TryAddSingleton(cloudRun);
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, CloudLogFormatter>());
            builder.Services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = CloudLogFormatter.FormatterName);
            return builder;
        }

        builder.Services.Configure<SimpleConsoleFormatterOptions>(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
        });
        return builder;
    }

    /// <summary>The level that is configured for a category, by the longest name that matches.</summary>
    internal static LogLevel GetLogLevel(this IConfiguration configuration, string category)
    {
        for (var name = category; name.Length > 0; name = name[..Math.Max(name.LastIndexOf('.'), 0)])
        {
            if (Enum.TryParse<LogLevel>(configuration[$"Logging:LogLevel:{name}"], ignoreCase: true, out var level))
            {
                return level;
            }
        }

        return LogLevel.Warning;
    }
}
