using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Gathers the breaks that a level asks about.</summary>
internal sealed class BreakingReport(BreakingLevels level)
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public bool Asks(BreakingLevels levels) => (level & levels) != BreakingLevels.Off;

    /// <param name="rule">The rule that is broken.</param>
    /// <param name="where">The C# member, or the wire element.</param>
    /// <param name="what">What changed, without the final stop.</param>
    /// <param name="fixDetail">What the fix of the rule leaves open.</param>
    public void Add(BreakingRule rule, WireName where, string what, string fixDetail = "")
    {
        if (Asks(rule.Levels))
        {
            var fix = rule.Fix.Replace("{0}", fixDetail, StringComparison.Ordinal);
            _problems.Add(new Problem(Severity.Error, rule.Code, where.Text, $"{what} ({rule.Name}).", fix) { Member = where.Member });
        }
    }
}
