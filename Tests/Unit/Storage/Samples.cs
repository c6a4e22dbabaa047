using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>How many random cases a test of a store tries.</summary>
internal static class Samples
{
    private static readonly int Factor = Soak.Number("CODEFIRST_STORE_ROUNDS", 1);

    /// <summary>The usual number, or CODEFIRST_STORE_ROUNDS times as many.</summary>
    public static int Of(int usual) => usual * Factor;
}
