using CodeFirst.Bench.Measuring;

namespace CodeFirst.Bench.Load;

/// <summary>What a load generator saw.</summary>
/// <param name="Calls">How many calls it made.</param>
/// <param name="Elapsed">From the first call to the last answer.</param>
/// <param name="Latencies">Of each call, in milliseconds.</param>
internal sealed record LoadResult(int Calls, TimeSpan Elapsed, Series Latencies)
{
    public double CallsPerSecond => Calls / Elapsed.TotalSeconds;
}
