using System.Globalization;

namespace CodeFirst.Server.Storage;

/// <summary>Times are stored as milliseconds since 1970 and sent as RFC 3339 text in UTC.</summary>
internal static class Timestamps
{
    private const int LengthToMilliseconds = 23;
    private const int RoundTripLength = 28;

    // .NET writes the round-trip format several times as fast as one of our own, with more digits than are stored.
    public static string ToText(long unixMilliseconds)
    {
        Span<char> text = stackalloc char[RoundTripLength];
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[LengthToMilliseconds] = 'Z';

        return new string(text[..(LengthToMilliseconds + 1)]);
    }
}
