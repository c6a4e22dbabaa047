using System.Reflection;

namespace CodeFirst.ProtoExport.Problems;

/// <summary>Gathers the problems of a contract, so that one build shows them all.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    /// <summary>Whether one of them stops the export.</summary>
    public bool AnyError => _problems.Exists(problem => problem.Severity == Severity.Error);

    public IReadOnlyList<Problem> All => _problems;

    /// <summary>An error that belongs to no declaration.</summary>
    public void Add(string code, string where, string what, string fix) => Add(new Problem(Severity.Error, code, where, what, fix));

    /// <summary>An error at the declaration of a type or member.</summary>
    public void Add(string code, MemberInfo member, string what, string fix) => Add(At(Severity.Error, code, member, what, fix));

    /// <summary>A warning at the declaration of a type or member.</summary>
    public void Warn(string code, MemberInfo member, string what, string fix) => Add(At(Severity.Warning, code, member, what, fix));

    private static Problem At(Severity severity, string code, MemberInfo member, string what, string fix) =>
        new(severity, code, member is Type type ? Reading.Naming.CSharp(type) : Reading.Naming.Where(member), what, fix) { Member = member };

    private void Add(Problem problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
