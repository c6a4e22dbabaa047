namespace CodeFirst.ProtoExport.Problems;

/// <summary>The export cannot go on, so this is the only problem told.</summary>
internal sealed class ExportException(string code, string where, string what, string fix)
    : Exception($"{where}: {what} {fix}")
{
    public Problem Problem { get; } = new(Severity.Error, code, where, what, fix);
}
