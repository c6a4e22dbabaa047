using System.Reflection;
using CodeFirst.ProtoExport.Places;
using CodeFirst.ProtoExport.Reading;

namespace CodeFirst.ProtoExport.Problems;

/// <summary>Gathers the problems of a contract, so that one build shows them all.</summary>
internal sealed class ProblemList(WarningRules warnings)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _known = [];
    private readonly Suppressions _suppressions = new();

    /// <summary>A list for which every warning is a warning.</summary>
    public ProblemList()
        : this(WarningRules.None)
    {
    }

    /// <summary>Whether one of them stops the export. A warning that the project raises does.</summary>
    public bool AnyError => _problems.Exists(problem => problem.Severity == Severity.Error);

    public IReadOnlyList<Problem> All => _problems;

    /// <summary>Finds the declarations of the contract in its sources, once it is loaded.</summary>
    public PlaceFinder? Places { get; set; }

    /// <summary>The problems as lines that MSBuild turns into errors and warnings.</summary>
    public IEnumerable<string> Lines => _problems.Select(problem => $"{Places?.Locate(problem) ?? problem}");

    /// <summary>How many warnings the project or its code silences.</summary>
    public int Silenced { get; private set; }

    /// <summary>An error that belongs to no declaration.</summary>
    public void Add(string code, string where, string what, string fix) => Add(new Problem(Severity.Error, code, where, what, fix));

    /// <summary>An error at the declaration of a type or member.</summary>
    public void Add(string code, MemberInfo member, string what, string fix) => Add(At(Severity.Error, code, member, what, fix));

    /// <summary>An error of a name in the .proto, at the declaration that it comes from, if it comes from one.</summary>
    public void Add(string code, MemberInfo? member, string where, string what, string fix) =>
        Add(new Problem(Severity.Error, code, where, what, fix) { Member = member });

    /// <summary>A problem that is known already, such as a break of the released contract.</summary>
    public void Add(Problem problem)
    {
        if (_known.Add(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>A warning at the declaration of a type or member, unless the project or its code silences it.</summary>
    public void Warn(string code, MemberInfo member, string what, string fix)
    {
        var problem = At(warnings.SeverityOf(code), code, member, what, fix);
        if (!warnings.Hide(code) && !_suppressions.Hide(code, member))
        {
            Add(problem);
        }
        else if (_known.Add(problem))
        {
            Silenced++;
        }
    }

    private static Problem At(Severity severity, string code, MemberInfo member, string what, string fix) =>
        new(severity, code, member is Type type ? Naming.CSharp(type) : Naming.Where(member), what, fix) { Member = member };
}
