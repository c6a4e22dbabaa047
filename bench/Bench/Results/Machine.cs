using System.Globalization;
using System.Runtime.InteropServices;

namespace CodeFirst.Bench.Results;

/// <summary>What the figures depend on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var processors = File.ReadLines("/proc/cpuinfo").Where(line => line.StartsWith("model name", StringComparison.Ordinal)).ToList();
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var gigabytes = double.Parse(memory, CultureInfo.InvariantCulture) * 1024 / 1e9;
        var model = processors.FirstOrDefault()?.Split(':')[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString();

        return string.Create(CultureInfo.InvariantCulture, $"{processors.Count} × {model}, {gigabytes:0} GB");
    }

    public static string Versions() => string.Create(
        CultureInfo.InvariantCulture,
        $".NET {Environment.Version}, Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}");
}
