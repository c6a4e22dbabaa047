using CodeFirst.Hosting.Start;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Starts a program. If it cannot start, the operator learns why in one line.</summary>
public static class StartExtensions
{
    /// <summary>
    /// Prepares the start. <c>--version</c> prints the version and ends the program, <c>--help</c> the usage and every setting that is
    /// described (<see cref="SettingExtensions.DescribeSettings"/>). SIGTERM ends it gracefully
    /// (<see cref="GracefulStopExtensions.AddGracefulStop"/>). From here on, a <see cref="StartupException"/> or an invalid option that
    /// nothing catches is printed as one line, and the exit code is 1.
    /// </summary>
    public static WebApplicationBuilder AddStart(this WebApplicationBuilder builder, Action<StartOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        UnhandledFailure.Report();
        CommandLine.AnswerVersion(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(StartPhase)))
        {
            return builder;
        }

        builder.AddGracefulStop();
        builder.Services.AddFrameworkOptions().AddClosed<StartOptions>().AddSingleton(builder.AddStartPhase());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<IdleMemory>();

        return builder;
    }

    /// <summary>
    /// Checks the arguments and validates the settings now, and answers <c>--help</c>. Call it before anything that needs the settings while
    /// the application is put together. <see cref="RunCodeFirstAsync"/> does the same.
    /// </summary>
    /// <exception cref="StartupException">
    /// An argument is no setting of a program with <see cref="StartOptions.Settings"/>, or has no value.
    /// </exception>
    /// <exception cref="OptionsValidationException">A setting is wrong. Several exceptions come as one AggregateException.</exception>
    public static WebApplication CheckSettings(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        CommandLine.Answer(app);
        app.Services.GetService<IStartupValidator>()?.Validate();

        return app;
    }

    /// <summary>
    /// Runs the application until it is told to stop, and disposes it. If it cannot start, it prints one line per reason, which names the
    /// setting, and sets the exit code to 1. It does not throw.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither AddCodeFirst nor AddStart was called.</exception>
    public static Task RunCodeFirstAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var phase = app.Services.GetService<StartPhase>() ?? throw new InvalidOperationException(
            "The start is not prepared. Call builder.AddCodeFirst(), or builder.AddStart(), before builder.Build().");

        return ProgramRun.RunAsync(app, phase);
    }
}
