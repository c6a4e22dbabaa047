namespace CodeFirst.Bench.Results;

/// <summary>A figure at a size of the data, for the chart of growth.</summary>
internal sealed record GrowthPoint(string What, double Size, double Value);
