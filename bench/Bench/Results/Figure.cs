using CodeFirst.Bench.Measuring;

namespace CodeFirst.Bench.Results;

/// <summary>Something that was measured.</summary>
/// <param name="What">What, in words.</param>
/// <param name="Unit">The unit, such as µs.</param>
/// <param name="Values">What came out, round by round.</param>
internal sealed record Figure(string What, string Unit, IReadOnlyList<double> Values)
{
    public Series Series => new(Values);
}
