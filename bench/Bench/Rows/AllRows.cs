using System.Globalization;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Results;

namespace CodeFirst.Bench.Rows;

/// <summary>The rows, in the order of the report.</summary>
internal static class AllRows
{
    // What a quick run measures unless told otherwise: each way to put load on a program, each kind of peer, in a few seconds.
    private static readonly string[] Quick = ["P3", "P5", "P7", "P8", "P9", "P9G", "P13", "SOAK"];

    public static IReadOnlyList<Row> All { get; } =
    [
        new P1FirstAnswer(),
        new P2Memory(),
        new P3GetUser(),
        new P4ListUsers(),
        new P4sSearch(),
        new P5CreateUser(),
        new P6RecordActivity(),
        new P7Replay(),
        new P8Follow(),
        new P9Json(),
        new P9gGateway(),
        new P9sStreams(),
        new P10Postgres(),
        new P12Claims(),
        new P13DeleteUser(),
        new P14Growth(),
        new P15Tools(),
        new SoakRow(),
    ];

    /// <summary>Returns the rows that the options name. Throws <see cref="ArgumentException"/> if there is no such row.</summary>
    public static IReadOnlyList<Row> Choose(BenchOptions options)
    {
        var names = options.Rows.Count == 0 && options.Quick ? Quick : options.Rows;
        foreach (var name in names.Where(name => All.All(row => row.Id != name)))
        {
            throw new ArgumentException($"'{name}' is not a row. Rows: {string.Join(", ", All.Select(row => row.Id))}.");
        }

        return [.. All.Where(row => names.Count == 0 ? !row.IsByHand : names.Contains(row.Id))];
    }

    public static async Task<RowResult> MeasureAsync(Row row, Lab lab)
    {
        var result = new RowResult
        {
            Row = row.Id,
            Title = row.Title,
            Method = row.Method,
            Date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Machine = Machine.Describe(),
            Versions = Machine.Versions(),
        };
        await row.MeasureAsync(lab, result);

        return result;
    }
}
