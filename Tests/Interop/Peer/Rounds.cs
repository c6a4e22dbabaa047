using System.Globalization;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>How many random requests are sent, and which: <c>CODEFIRST_FUZZ_ROUNDS</c> and <c>CODEFIRST_SEED</c>.</summary>
internal static class Rounds
{
    public static int Count => Setting("CODEFIRST_FUZZ_ROUNDS", 1_000);

    public static int Seed => Setting("CODEFIRST_SEED", 20_000);

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
