namespace CodeFirst.Tests.Infrastructure;

/// <summary>How long a test waits for what should take milliseconds: only a failure takes this long, however busy the machine.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Installing packages and calling compilers may take longer.</summary>
    public static readonly TimeSpan LongLimit = TimeSpan.FromMinutes(15);

    /// <summary>The deadline of a call that is expected to be answered.</summary>
    public static DateTime Deadline => In(Limit);

    public static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;
}
