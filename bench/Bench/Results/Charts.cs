using System.Globalization;
using ScottPlot;

namespace CodeFirst.Bench.Results;

/// <summary>Draws the charts of the report.</summary>
internal static class Charts
{
    private static readonly Color Met = Color.FromHex("#2E7D5B");
    private static readonly Color Missed = Color.FromHex("#C05621");
    private static readonly Color Grid = Color.FromHex("#D8DEE4");

    public static void Write(IReadOnlyList<RowResult> results, string folder)
    {
        var ratios = results
            .SelectMany(result => result.Targets.Select(target => (Name: $"{result.Row} {target.What}", Target: target)))
            .ToList();
        if (ratios.Count > 0)
        {
            WriteTargets(ratios, Path.Combine(folder, "performance.svg"));
        }

        var growth = results.SelectMany(result => result.Growth).ToList();
        if (growth.Count > 0)
        {
            WriteGrowth(growth, Path.Combine(folder, "growth.svg"));
        }

        var course = results.SelectMany(result => result.Course).ToList();
        if (course.Count > 0)
        {
            WriteCourse(course, Path.Combine(folder, "soak.svg"));
        }
    }

    /// <summary>Writes a number as 100 k or 10 M.</summary>
    public static string Size(double size) => size switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.#} M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{size / 1e3:0.#} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{size:0}"),
    };

    // A bar for each target: what was measured, divided by what it may be. Up to 1 it is met.
    private static void WriteTargets(List<(string Name, Target Target)> ratios, string path)
    {
        var plot = new Plot();
        var bars = ratios.Select((one, i) => new Bar
        {
            Position = ratios.Count - i,
            Value = Part(one.Target),
            FillColor = one.Target.IsMet ? Met : Missed,
            LineWidth = 0,
            Size = 0.7,
        }).ToList();
        plot.Add.Bars(bars).Horizontal = true;
        var limit = plot.Add.VerticalLine(1);
        limit.Color = Colors.Black;
        limit.LineWidth = 1;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ratios.Select((one, i) => new Tick(ratios.Count - i, one.Name))]);
        plot.Axes.SetLimits(0, Math.Max(1.2, bars.Max(bar => bar.Value) * 1.05), 0.4, ratios.Count + 0.6);
        plot.XLabel("measured, as a part of the target (1 = the limit)");
        Save(plot, path, 900, 90 + (22 * ratios.Count));
    }

    // Each figure divided by its value at the smallest size: a flat line does not grow.
    private static void WriteGrowth(List<GrowthPoint> growth, string path)
    {
        var plot = new Plot();
        foreach (var line in growth.GroupBy(point => point.What))
        {
            var points = line.OrderBy(point => point.Size).ToList();
            var scatter = plot.Add.Scatter(
                points.Select(point => Math.Log10(point.Size)).ToArray(),
                points.Select(point => point.Value / points[0].Value).ToArray());
            scatter.LegendText = line.Key;
            scatter.LineWidth = 2;
        }

        var limit = plot.Add.HorizontalLine(1.2);
        limit.Color = Colors.Black;
        limit.LineWidth = 1;
        limit.LinePattern = LinePattern.Dashed;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. growth.Select(point => point.Size).Distinct().Select(size => new Tick(Math.Log10(size), Size(size)))]);
        plot.XLabel("users");
        plot.YLabel("times the figure at the smallest size");
        plot.Axes.SetLimitsY(0, Math.Max(1.5, growth.GroupBy(point => point.What)
            .Max(line => line.Max(point => point.Value) / line.MinBy(point => point.Size)!.Value) * 1.1));
        plot.ShowLegend(Alignment.UpperLeft);
        Save(plot, path, 900, 460);
    }

    private static void WriteCourse(List<CoursePoint> course, string path)
    {
        var plot = new Plot();
        foreach (var line in course.GroupBy(point => point.What))
        {
            var scatter = plot.Add.Scatter(line.Select(point => point.Minutes).ToArray(), line.Select(point => point.Value).ToArray());
            scatter.LegendText = line.Key;
            scatter.LineWidth = 2;
            scatter.MarkerSize = 3;
        }

        plot.XLabel("minutes");
        plot.Axes.SetLimitsY(0, course.Max(point => point.Value) * 1.2);
        plot.ShowLegend(Alignment.MiddleRight);
        Save(plot, path, 900, 360);
    }

    private static void Save(Plot plot, string path, int width, int height)
    {
        plot.Grid.MajorLineColor = Grid;
        plot.FigureBackground.Color = Colors.White;
        plot.SaveSvg(path, width, height);
    }

    private static double Part(Target target) => target.IsMinimum ? target.Limit / Math.Max(target.Value, 1e-9) : target.Value / target.Limit;
}
