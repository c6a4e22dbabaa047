namespace CodeFirst.Bench.Measuring;

/// <summary>What was measured in each round.</summary>
internal sealed record Series(IReadOnlyList<double> Values)
{
    public double Median => Percentile(50);

    public double Smallest => Values.Min();

    public double Largest => Values.Max();

    /// <summary>Round by round, so that what disturbs the machine for a while disturbs both.</summary>
    public Series DividedBy(Series other) => new([.. Values.Zip(other.Values, (mine, its) => mine / its)]);

    public Series Plus(Series other) => new([.. Values.Zip(other.Values, (mine, its) => mine + its)]);

    public double Percentile(double percent)
    {
        var sorted = Values.Order().ToArray();
        var place = (sorted.Length - 1) * percent / 100;
        var below = sorted[(int)Math.Floor(place)];

        return below + ((sorted[(int)Math.Ceiling(place)] - below) * (place - Math.Floor(place)));
    }
}
