namespace CodeFirst.Hosting.Start;

/// <summary>
/// Tells of a failed start in one line wherever it fails: a program's own lines before it runs may throw too, and nothing catches there.
/// </summary>
internal static class UnhandledFailure
{
    private static int _isReported;

    public static void Report()
    {
        if (Interlocked.Exchange(ref _isReported, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += static (_, failure) => End(failure.ExceptionObject as Exception);
        }
    }

    private static void End(Exception? failure)
    {
        if (failure is not null && StartupFailure.Lines(failure) is { Count: > 0 } lines)
        {
            StartupFailure.Print(lines);
            Environment.Exit(StartupFailure.ExitCode);
        }
    }
}
