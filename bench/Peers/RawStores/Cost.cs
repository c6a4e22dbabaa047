using System.Diagnostics;
using System.Globalization;

namespace CodeFirst.Bench.RawStores;

/// <summary>What rows cost: processor time of this process for each row, and how long each transaction took.</summary>
internal sealed record Cost(double CpuMicrosecondsPerRow, double MicrosecondsPerTransaction)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{CpuMicrosecondsPerRow:0.000} {MicrosecondsPerTransaction:0.000}");

    /// <summary>Runs the transactions after a tenth of them to warm up.</summary>
    public static async Task<Cost> MeasureAsync(int rows, int rowsPerTransaction, Func<int, int, Task> transaction)
    {
        var row = 0;
        for (; row < rows / 10; row += rowsPerTransaction)
        {
            await transaction(row, rowsPerTransaction);
        }

        var first = row;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        for (; row < first + rows; row += rowsPerTransaction)
        {
            await transaction(row, rowsPerTransaction);
        }

        var elapsed = watch.Elapsed;
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var count = row - first;

        return new Cost(used.TotalMicroseconds / count, elapsed.TotalMicroseconds / (count / rowsPerTransaction));
    }
}
