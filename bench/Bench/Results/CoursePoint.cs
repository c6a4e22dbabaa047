namespace CodeFirst.Bench.Results;

/// <summary>A figure at a time of a long run, for the chart of its course.</summary>
internal sealed record CoursePoint(string What, double Minutes, double Value);
