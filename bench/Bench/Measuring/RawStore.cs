using System.Globalization;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Measuring;

/// <summary>Runs bench/Peers/RawStores: the rows of a call in a store, without a server.</summary>
internal static class RawStore
{
    /// <summary>Returns the microseconds of CPU for each row, and of each transaction from its begin to its end.</summary>
    public static async Task<(double Cpu, double Transaction)> RunAsync(Lab lab, string work, string database, int rows, int batch)
    {
        var command = lab.Programs.Native(
            "RawStores", work, database, rows.ToString(CultureInfo.InvariantCulture), batch.ToString(CultureInfo.InvariantCulture));
        var result = await (command with { Limit = Patience.LongLimit }).SucceedAsync();
        var numbers = result.Output.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray();

        return (numbers[0], numbers[1]);
    }
}
