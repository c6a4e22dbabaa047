using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport;

/// <summary>How an export ended, and the lines that tell it: one for each file, or one for each problem.</summary>
internal sealed record ExportResult(bool Succeeded, IReadOnlyList<string> Lines)
{
    public static ExportResult Done(IReadOnlyList<string> lines) => new(true, lines);

    /// <summary>Done, with the warnings first.</summary>
    public static ExportResult Done(ProblemList problems, IReadOnlyList<string> lines) => Done([.. problems.Lines, .. lines]);

    public static ExportResult Failed(ProblemList problems) => new(false, [.. problems.Lines]);
}
