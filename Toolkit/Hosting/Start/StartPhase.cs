namespace CodeFirst.Hosting.Start;

/// <summary>
/// Keeps the host and Kestrel from logging why the start failed: <see cref="ProgramRun"/> tells it, once. After the start they
/// log as configured.
/// </summary>
internal sealed class StartPhase
{
    private readonly StartMemory _memory = new();
    private volatile bool _isOver;

    public void End()
    {
        _isOver = true;
        _ = _memory.ReleaseAsync();
    }

    internal bool Allows(LogLevel level, LogLevel configured) => level >= configured && (_isOver || level < LogLevel.Error);
}

internal static class StartPhaseExtensions
{
    private static readonly string[] Categories =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    public static StartPhase AddStartPhase(this WebApplicationBuilder builder)
    {
        var phase = new StartPhase();
        foreach (var category in Categories)
        {
            // A filter in code hides the configured level of the same category, so it has to apply it itself.
            var configured = builder.Configuration.GetLogLevel(category);
            builder.Logging.AddFilter(category, level => phase.Allows(level, configured));
        }

        return phase;
    }
}
