namespace CodeFirst.ProtoExport.CommandLine;

/// <summary>Finds the command or option that a misspelt one was meant to be.</summary>
internal static class NearestWord
{
    /// <summary>
    /// Returns the word with the fewest edits (a letter added, left out or changed, or two letters swapped) from what was written, or null
    /// if even that takes more than one edit for every three letters. Case does not matter.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> words)
    {
        var nearest = words
            .Select(word => (Word: word, Edits: Edits(written.ToUpperInvariant(), word.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Edits)
            .FirstOrDefault();

        return nearest.Word is { } found && nearest.Edits <= Math.Max(1, Math.Max(written.Length, found.Length) / 3) ? found : null;
    }

    // The optimal string alignment distance.
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1,
                        edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}
