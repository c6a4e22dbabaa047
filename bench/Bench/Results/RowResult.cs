using System.Text.Json.Serialization;
using CodeFirst.Bench.Measuring;

namespace CodeFirst.Bench.Results;

/// <summary>All that the measurement of a row gave. Kept as JSON in bench/results.</summary>
internal sealed class RowResult
{
    public required string Row { get; init; }

    public required string Title { get; init; }

    /// <summary>How it was measured, in one or two sentences.</summary>
    public required string Method { get; init; }

    public required string Date { get; init; }

    public required string Machine { get; init; }

    public required string Versions { get; init; }

    public List<Figure> Figures { get; init; } = [];

    public List<Target> Targets { get; init; } = [];

    public List<GrowthPoint> Growth { get; init; } = [];

    public List<CoursePoint> Course { get; init; } = [];

    /// <summary>What a reader has to know to read the figures.</summary>
    public List<string> Notes { get; init; } = [];

    [JsonIgnore]
    public bool IsMet => Targets.All(target => target.IsMet);

    public Series Add(string what, string unit, Series series)
    {
        Figures.Add(new Figure(what, unit, series.Values));

        return series;
    }

    public void AddTarget(string what, double value, double limit, bool isMinimum = false) =>
        Targets.Add(new Target(what, value, limit, isMinimum));
}
