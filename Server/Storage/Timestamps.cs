using System.Globalization;

namespace CodeFirst.Server.Storage;

/// <summary>Times are stored as milliseconds since 1970 and sent as RFC 3339 text in UTC.</summary>
internal static class Timestamps
{
    private const int LengthToMilliseconds = 23;

    // .NET writes the round-trip format several times as fast as one of our own, with more digits than are stored.
    public static string ToText(long unixMilliseconds) => string.Concat(
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
            .AsSpan(0, LengthToMilliseconds),
        "Z");
}
