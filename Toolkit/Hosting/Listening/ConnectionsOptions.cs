using System.Globalization;

namespace CodeFirst.Hosting.Listening;

/// <summary>How long connections live.</summary>
internal sealed class ConnectionsOptions
{
    public static readonly Setting[] Settings =
    [
        new("Connections:MaxAge", "Ends connections gracefully after this time, hh:mm:ss, from 00:00:01 to 7.00:00:00. Not set: no limit."),
    ];

    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>
    /// After how long a connection is ended, as it was written, so that a wrong one can be named: hh:mm:ss, from 1 second to 7 days.
    /// Empty (the default): connections do not age. It differs by up to a tenth between connections, lest all come back at once.
    /// </summary>
    public string MaxAge { get; set; } = "";

    public void Read(IConfiguration configuration) => MaxAge = configuration["Connections:MaxAge"] ?? MaxAge;

    // Without a colon "30" would be 30 days.
    public bool TryGetMaxAge(out TimeSpan? age)
    {
        age = null;
        if (MaxAge.Length == 0)
        {
            return true;
        }

        if (!MaxAge.Contains(':', StringComparison.Ordinal)
            || !TimeSpan.TryParseExact(MaxAge, "c", CultureInfo.InvariantCulture, out var parsed)
            || parsed < Shortest
            || parsed > Longest)
        {
            return false;
        }

        age = parsed;
        return true;
    }
}
