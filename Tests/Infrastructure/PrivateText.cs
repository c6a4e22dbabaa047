using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>What no log may hold: e-mail addresses and tokens. The logs of all servers that tests start are looked through for it.</summary>
public static partial class PrivateText
{
    /// <summary>Returns whether a line that was logged holds any.</summary>
    public static bool IsIn(string line) =>
        Private().IsMatch(line) && !line.StartsWith("  grpcurl -plaintext ", StringComparison.Ordinal); // examples that the start prints

    [GeneratedRegex(@"\w@[\w-]+\.\w|\beyJ[\w-]{8}")]
    private static partial Regex Private();
}
