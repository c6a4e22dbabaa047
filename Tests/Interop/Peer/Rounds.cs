namespace CodeFirst.Tests.Interop.Peer;

/// <summary>How many random requests are sent, and which: <c>CODEFIRST_FUZZ_ROUNDS</c> and <c>CODEFIRST_SEED</c>.</summary>
internal static class Rounds
{
    public static int Count => Soak.Number("CODEFIRST_FUZZ_ROUNDS", 1_000);

    public static int Seed => Soak.Number("CODEFIRST_SEED", 20_000);
}
