using System.Globalization;

namespace CodeFirst.Server.Storage;

/// <summary>Times are stored as milliseconds since 1970 and sent as RFC 3339 text in UTC.</summary>
internal static class Timestamps
{
    public static string ToText(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
