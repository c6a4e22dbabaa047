using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Start;

/// <summary>Starts the application, waits until it is told to stop, and answers for the exit code.</summary>
internal static class ProgramRun
{
    public static async Task RunAsync(WebApplication app, StartPhase phase)
    {
        await using var disposed = app;
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(app.Environment.ApplicationName);
        try
        {
            app.CheckSettings();
            if (app.Services.GetService<IInsteadOfServing>() is { } task)
            {
                await RunAsync(task);
                return;
            }

            await app.StartListeningAsync();
            phase.End();
            var greet = app.Services.GetRequiredService<IOptions<StartOptions>>().Value.Greet ?? Greeting.Write;
            greet(app, logger);
            await app.WaitForShutdownAsync();
        }
        catch (Exception failure) when (StartupFailure.Lines(failure) is { Count: > 0 } lines)
        {
            StartupFailure.Print(lines);
            Environment.ExitCode = StartupFailure.ExitCode;
        }
        catch (Exception failure) when (failure is not HostAbortedException) // how design-time tools take the host away
        {
            logger.Failed(failure);
            Environment.ExitCode = StartupFailure.ExitCode;
        }
    }

    // The host, which would catch the signals, does not run.
    private static async Task RunAsync(IInsteadOfServing task)
    {
        using var stopped = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await task.RunAsync(Console.Out, stopped.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.Cancel();
        }
    }
}
