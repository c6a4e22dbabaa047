namespace CodeFirst.Tests.Infrastructure;

/// <summary>A block of code in a document.</summary>
/// <param name="Language">What stands behind the three backticks.</param>
/// <param name="Code">Its lines.</param>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Before">The last line with text before it: a title that names a file, or a comment that says who runs it.</param>
public sealed record MarkdownBlock(string Language, string Code, int Line, string Before)
{
    private const string RunBy = "<!-- run by ";
    private const string AddTo = "**Add to `";

    public bool IsCommands => Language is "bash" or "console" or "sh" or "shell";

    /// <summary>Whether nothing but a project in Google's cloud can run it.</summary>
    public bool NeedsCloud => Before == "<!-- cloud -->";

    /// <summary>The file of the test that runs it, if <c>&lt;!-- run by FILE --&gt;</c> stands before it.</summary>
    public string? Runner => Before.StartsWith(RunBy, StringComparison.Ordinal) ? Before[RunBy.Length..^" -->".Length] : null;

    /// <summary>The file it shows, if <c>**`FILE`**</c> stands before it.</summary>
    public string? File => Before.StartsWith("**`", StringComparison.Ordinal) && Before.EndsWith("`**", StringComparison.Ordinal)
        ? Before[3..^3]
        : null;

    /// <summary>The file to whose last type it adds members, if <c>**Add to `FILE`**</c> stands before it.</summary>
    public string? AddedTo => Before.StartsWith(AddTo, StringComparison.Ordinal) && Before.EndsWith("`**", StringComparison.Ordinal)
        ? Before[AddTo.Length..^3]
        : null;
}
