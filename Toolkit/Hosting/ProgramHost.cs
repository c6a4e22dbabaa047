using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>
/// Starts a program, waits until it is told to stop, and answers for its exit code: 0 after a stop, 1 if it could not start.
/// </summary>
internal static class ProgramHost
{
    // The host reads these too early to be set in code.
    private static readonly string[] HostSettings =
    [
        // Container images set ASPNETCORE_HTTP_PORTS. PORT alone decides here, and Kestrel would warn at every start.
        $"--{WebHostDefaults.ServerUrlsKey}=",
        $"--{WebHostDefaults.HttpPortsKey}=",
        $"--{WebHostDefaults.HttpsPortsKey}=",

        // Settings do not change while the program runs. To see it, .NET would watch every folder below the one it was started in.
        "--hostBuilder:reloadConfigOnChange=false",
    ];

    public static async Task<int> RunAsync(
        HostedProgram program, string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        if (args is ["--version"])
        {
            Console.Out.WriteLine(ProductVersion.Text);
            return 0;
        }

        ILogger? logger = null;
        try
        {
            CommandLine.Check(args, program.Settings);
            var builder = WebApplication.CreateSlimBuilder([.. args, .. HostSettings]);
            builder.AddGracefulStop();
            var startPhase = builder.AddStartPhase();
            add(builder);
            await using var app = builder.Build();
            logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(program.Name);
            app.Services.GetService<IStartupValidator>()?.Validate();
            if (app.Services.GetService<IInsteadOfServing>() is { } task)
            {
                await RunAsync(task);
                return 0;
            }

            map(app);
            await app.StartListeningAsync();
            startPhase.End();
            program.Greet(app, logger);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception failure) when (StartupFailure.Lines(failure) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                Console.Error.WriteLine(line);
            }

            return 1;
        }
        catch (Exception failure) when (failure is not HostAbortedException) // how design-time tools take the host away
        {
            Report(logger, failure);
            return 1;
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

    private static void Report(ILogger? logger, Exception failure)
    {
        if (logger is null)
        {
            Console.Error.WriteLine(failure);
            return;
        }

        logger.Failed(failure);
    }
}
