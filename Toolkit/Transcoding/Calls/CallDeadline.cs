using System.Globalization;
using CodeFirst.Transcoding.Errors;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Reads how long a caller waits, in the form of gRPC: 1 to 8 digits, and H, M, S, m, u or n.</summary>
internal static class CallDeadline
{
    public const string Header = "grpc-timeout";

    private const int MostDigits = 8;

    // gRPC's timers take no more, and nobody waits longer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Returns how long a call may take: what the caller says, but not longer than the limit. Null: no limit.</summary>
    public static TimeSpan? Read(IHeaderDictionary headers, TimeSpan? limit)
    {
        if (!headers.TryGetValue(Header, out var values) || values.Count == 0)
        {
            return limit;
        }

        if (values is not [{ Length: >= 2 and <= MostDigits + 1 } text]
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || TicksOf(text[^1]) is not { } ticks)
        {
            throw RequestError.InvalidField(
                Header, "Must be 1 to 8 digits and one of H, M, S, m, u, n, such as 100m for 100 milliseconds.");
        }

        var timeout = TimeSpan.FromTicks((long)Int128.Min((Int128)number * ticks / 100, Longest.Ticks));
        if (timeout <= TimeSpan.Zero)
        {
            throw RequestError.DeadlineExceeded();
        }

        return timeout < limit.GetValueOrDefault(TimeSpan.MaxValue) ? timeout : limit;
    }

    /// <summary>Returns the header for a call that may take so long: at least a microsecond, at most what it can say.</summary>
    public static string Write(TimeSpan timeout)
    {
        var microseconds = Math.Max(timeout.Ticks / TimeSpan.TicksPerMicrosecond, 1);

        return microseconds < 100_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{microseconds}u")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(microseconds / 1000, 99_999_999)}m");
    }

    // In hundredths of a tick, so that nanoseconds count.
    private static long? TicksOf(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour * 100,
        'M' => TimeSpan.TicksPerMinute * 100,
        'S' => TimeSpan.TicksPerSecond * 100,
        'm' => TimeSpan.TicksPerMillisecond * 100,
        'u' => TimeSpan.TicksPerMicrosecond * 100,
        'n' => 1,
        _ => null,
    };
}
