using CodeFirst.Hosting.Start;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.CommandLine;

/// <summary>The words after a command: one path, and options that each have a value.</summary>
/// <param name="Subject">The assembly or descriptor set.</param>
/// <param name="Lines">The options as the lines of a response file.</param>
internal sealed record Arguments(string Subject, IReadOnlyList<string> Lines)
{
    public static readonly string[] Options =
    [
        "against", "baseline", "directory", "documentation", "enumnames", "file", "httprules", "model", "nowarn", "option", "pathmap", "reference",
        "rules", "stamp", "warnnotaserror",
    ];

    public static Arguments Parse(ReadOnlySpan<string> words)
    {
        var subject = "";
        var lines = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word is ['@', .. var path])
            {
                subject = subject.Length == 0 ? word : throw BadUsage($"names {subject} and {word}.");
                lines.AddRange(File.Exists(path) ? File.ReadAllLines(path) : throw BadUsage($"names {path}, which does not exist."));
            }
            else if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                subject = subject.Length == 0 ? word : throw BadUsage($"names {subject} and {word}.");
            }
            else if (word == "--warnaserror")
            {
                // As the compilers have it: all warnings, or those that are named.
                var named = i + 1 < words.Length && words[i + 1].StartsWith("CFP", StringComparison.OrdinalIgnoreCase);
                lines.Add(named ? $"warnaserror={words[++i]}" : "treatwarningsaserrors=true");
            }
            else if (!Options.Contains(word[2..]))
            {
                throw UnknownWord("option", word, [.. Options.Select(option => $"--{option}"), "--warnaserror"]);
            }
            else if (i + 1 == words.Length)
            {
                throw BadUsage($"has no value after {word}.");
            }
            else
            {
                var value = words[++i];
                lines.Add(word == "--option" ? $"option.{value}" : $"{word[2..]}={value}");
            }
        }

        return subject.Length > 0 ? new Arguments(subject, lines) : throw BadUsage("does not name an assembly.");
    }

    /// <summary>The value of an option, or null if it is not given.</summary>
    public string? Value(string option) =>
        Lines.LastOrDefault(line => line.StartsWith($"{option}=", StringComparison.Ordinal))?[(option.Length + 1)..];

    /// <summary>What to export. What is beside the assembly need not be named.</summary>
    public ExportOptions ToExportOptions()
    {
        if (Subject is ['@', ..])
        {
            return ExportOptions.Parse(Lines);
        }

        var assembly = Path.GetFullPath(Subject);
        var folder = Path.GetDirectoryName(assembly)!;
        var neighbours = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll") : [];
        return ExportOptions.Parse(
        [
            $"assembly={assembly}",
            $"documentation={Path.ChangeExtension(assembly, ".xml")}",
            "directory=proto",
            .. Lines,
            .. neighbours.Select(neighbour => $"reference={neighbour}"),
        ]);
    }

    public static ExportException BadUsage(string what, string fix = "See --help.") =>
        new(ProblemCodes.BadOptions, "command line", what, fix);

    /// <summary>Bad usage, with an offer of the word that was meant.</summary>
    public static ExportException UnknownWord(string kind, string word, IEnumerable<string> known) => BadUsage(
        $"has the unknown {kind} {word}.",
        NearestName.Of(word, known) is { } nearest ? $"Did you mean {nearest}? See --help." : "See --help.");
}
