namespace CodeFirst.ProtoExport.Problems;

/// <summary>Gathers the problems of a contract, so that one build shows them all.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public bool Any => _problems.Count > 0;

    public IReadOnlyList<Problem> All => _problems;

    public void Add(string code, string where, string what, string fix)
    {
        var problem = new Problem(code, where, what, fix);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
