using System.Globalization;

namespace CodeFirst.Bench.Peers;

/// <summary>The users and events of every comparison: the same for each program, and the same on each run.</summary>
public static class SampleData
{
    // 2026-01-01T00:00:00Z in Unix milliseconds.
    private const long Start = 1_767_225_600_000;

    private static readonly string[] FirstNames = ["Ann", "Bob", "Chloe", "David", "Emma", "Felix", "Grace", "Henry"];
    private static readonly string[] LastNames = ["Archer", "Brown", "Carter", "Davies", "Evans", "Fisher", "Green", "Harris", "Irving"];
    private static readonly string[] Roles = ["admin", "developer", "designer", "manager", "member"];

    /// <summary>The id of user number <paramref name="i"/>: a version 7 UUID as the server makes them, without chance. Ids ascend.</summary>
    public static string UserId(int i)
    {
        var mixed = Mix((ulong)i);

        return string.Create(CultureInfo.InvariantCulture, $"user-{Start + i:x12}7{mixed >> 52:x3}8{mixed & 0xFFF_FFFF_FFFF_FFF:x15}");
    }

    public static string Name(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"{Pick(FirstNames, i, 1)} {Pick(LastNames, i, 2)} {i}");

    public static string Email(int i) => string.Create(CultureInfo.InvariantCulture, $"user.{i}@example.com");

    public static string Role(int i) => Pick(Roles, i, 3);

    public static long CreatedAt(int i) => Start + i;

    public static string EventId(int i) => string.Create(CultureInfo.InvariantCulture, $"event-{Start + i:x12}7{Mix((ulong)i) >> 4:x19}");

    public static string EventType(int i) => i % 2 == 0 ? "page.viewed" : "login";

    public static string Description(int i) => string.Create(CultureInfo.InvariantCulture, $"Opened the dashboard for the {i}th time.");

    /// <summary>A time as the contract writes it.</summary>
    public static string Text(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Pick(string[] values, int i, int salt) => values[(int)(Mix((ulong)i + ((ulong)salt << 40)) % (ulong)values.Length)];

    // SplitMix64: https://prng.di.unimi.it/splitmix64.c describes the steps.
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;

        return value ^ (value >> 31);
    }
}
