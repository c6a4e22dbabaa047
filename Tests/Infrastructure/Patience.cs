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

    /// <summary>Waits until it is so. Throws <see cref="TimeoutException"/> with <paramref name="instead"/> if it never is.</summary>
    public static async Task UntilAsync(Func<bool> isSo, Func<string> instead) =>
        await UntilAsync(() => Task.FromResult(isSo()), () => Task.FromResult(instead()));

    /// <summary>Waits until it is so. Throws <see cref="TimeoutException"/> with <paramref name="instead"/> if it never is.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<Task<string>> instead)
    {
        var limit = Deadline;
        while (!await isSo())
        {
            if (TimeProvider.System.GetUtcNow().UtcDateTime > limit)
            {
                throw new TimeoutException(await instead());
            }

            await Task.Delay(10);
        }
    }
}
