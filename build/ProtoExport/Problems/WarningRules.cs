namespace CodeFirst.ProtoExport.Problems;

/// <summary>What the properties of a project make of a warning, as the C# compiler reads them: hidden, told, or an error.</summary>
internal sealed class WarningRules
{
    private static readonly char[] Separators = [';', ',', ' ', '\t'];

    private readonly HashSet<string> _hidden;
    private readonly HashSet<string> _errors;
    private readonly HashSet<string> _notErrors;
    private readonly bool _allAreErrors;

    /// <param name="hidden">NoWarn: ids, separated by semicolons, commas or blanks.</param>
    /// <param name="errors">WarningsAsErrors, in the same form.</param>
    /// <param name="notErrors">WarningsNotAsErrors, in the same form. It is stronger than the other two.</param>
    /// <param name="allAreErrors">TreatWarningsAsErrors.</param>
    public WarningRules(string hidden, string errors, string notErrors, bool allAreErrors)
    {
        _hidden = Ids(hidden);
        _errors = Ids(errors);
        _notErrors = Ids(notErrors);
        _allAreErrors = allAreErrors;
    }

    /// <summary>Every warning is a warning.</summary>
    public static WarningRules None { get; } = new("", "", "", allAreErrors: false);

    public bool Hide(string code) => _hidden.Contains(code);

    public Severity SeverityOf(string code) =>
        (_allAreErrors || _errors.Contains(code)) && !_notErrors.Contains(code) ? Severity.Error : Severity.Warning;

    private static HashSet<string> Ids(string list) => list
        .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
