using System.Globalization;
using System.Text;
using CodeFirst.Bench.Rows;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Results;

/// <summary>Writes docs/performance.md and its charts.</summary>
internal static class Report
{
    private static readonly string Documents = Path.Combine(Repository.Root, "docs");
    private static readonly string Images = Path.Combine(Documents, "images");

    private const string Elsewhere =
        """
        ## Settings that were tried

        With the rows above, one setting changed at a time. What is used is in every program on `CodeFirst.Hosting`.

        | Setting | What it did | Used |
        |---|---|---|
        | youngest generation of the collector up to 4 MB (`System.GC.Gen0MaxBudget`) | MB loaded 87.9 → 77, idle 48.9 → 47.9; about 5 % more CPU under load | ✓ |
        | the same, up to 2 MB | MB loaded 71.7; a list of 50 takes 10 % more CPU | |
        | no collection during the start | CPU until the first answer, as a multiple of contract-first: 1.92 → 1.46; MB idle as before | ✓ |
        | `ConserveMemory` 5; regions of 1 MB; no background collector | no gain that is worth it | |
        | no spinning in the thread pool (`UnfairSemaphoreSpinLimit` 0) | no difference: 142 to 178 µs of CPU a call, one at a time, either way | |
        | authorization only for methods with a rule | CPU of GetUser 8 % less, together with a deadline for messages that come slowly | ✓ |

        ## Measured elsewhere

        | Row | What | Where |
        |---|---|---|
        | P11 | the images, on top of their base | `Tests/Deployment/Containers/ImageOnStandInBasesTests.cs` |

        """;

    public static async Task WriteAsync(IReadOnlyList<RowResult> results)
    {
        Directory.CreateDirectory(Images);
        var ordered = AllRows.All.SelectMany(row => results.Where(result => result.Row == row.Id)).ToList();
        await File.WriteAllTextAsync(Path.Combine(Documents, "performance.md"), Text(ordered));
        Charts.Write(ordered, Images);
    }

    /// <summary>Throws if a result cannot be shown. A quick run writes nothing, and still shows that a full one could.</summary>
    public static void Check(RowResult result)
    {
        if (result.Figures.Count == 0 || result.Figures.Any(figure => figure.Values.Any(value => !double.IsFinite(value) || value < 0)))
        {
            throw new InvalidOperationException($"{result.Row} has no figures, or impossible ones.");
        }

        var folder = Directory.CreateTempSubdirectory("codefirst-bench-");
        try
        {
            _ = Text([result]);
            Charts.Write([result], folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(IReadOnlyList<RowResult> results)
    {
        var text = new StringBuilder(
            """
            # Performance

            `bench/run.sh` wrote this page from [its results](../bench/results). [bench](../bench/README.md) says how to run it, and what the
            programs are that we compare with.

            Machines differ by a factor of two and more, so the ratios count, not the figures. Each figure is the median of all rounds, with the
            smallest and the largest. The programs take turns in every round. A ratio is the median of the ratios of the rounds. The server has
            one core to itself, and the load another one. CPU is the processor time of the process, user and system.

            ![Each ratio, as a part of its target](images/performance.svg)

            ## Targets

            | Row | What | Measured | Target | |
            |---|---|---:|---:|---|

            """);
        foreach (var result in results)
        {
            foreach (var target in result.Targets)
            {
                var parts = target.Comparison.Split(' ', 2);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| [{result.Row}](#{Anchor(result)}) | {result.Title}: {target.What} | {parts[0]} | {parts[1]} | {(target.IsMet ? "✓" : "missed")} |\n");
            }
        }

        text.Append('\n');
        foreach (var result in results)
        {
            Append(text, result);
        }

        return text.Append(Elsewhere.TrimEnd()).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, RowResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {Heading(result)}\n\n{Wrapped(result.Method)}\n\n");
        if (result.Growth.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"![Growth with the number of users](images/growth.svg)\n\n");
        }

        if (result.Course.Count > 0)
        {
            text.Append("![The course of it](images/soak.svg)\n\n");
        }

        text.Append("| What | Median | Smallest | Largest | |\n|---|---:|---:|---:|---|\n");
        foreach (var figure in result.Figures)
        {
            var series = figure.Series;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {figure.What} | {Number(series.Median)} | {Number(series.Smallest)} | {Number(series.Largest)} | {figure.Unit} |\n");
        }

        text.Append('\n');
        foreach (var note in result.Notes)
        {
            text.Append(Wrapped(note)).Append("\n\n");
        }

        text.Append(Wrapped($"{result.Date}, {result.Machine}, {result.Versions}.")).Append("\n\n");
    }

    private static string Heading(RowResult result) => $"{result.Row}: {result.Title}";

    // As GitHub makes them.
    private static string Anchor(RowResult result) =>
        string.Concat(Heading(result).ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    private static string Number(double value) =>
        value.ToString(value < 10 ? "0.00" : value < 1000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    // The rules for documents allow 140 characters.
    private static string Wrapped(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + word.Length >= 138)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return string.Join('\n', lines);
    }
}
