using System.Globalization;

namespace CodeFirst.Bench.Processes;

/// <summary>The memory of a process in MB (10^6 bytes), from /proc: all that is resident, and what it consists of.</summary>
internal sealed record MemoryUse(double Resident, double Private, double File, double Program, double Malloc)
{
    public static MemoryUse Read(int processId)
    {
        var status = System.IO.File.ReadLines($"/proc/{processId}/status")
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .Where(line => line is [_, var value] && value.EndsWith(" kB", StringComparison.Ordinal))
            .ToDictionary(line => line[0], line => Megabytes(line[1]));
        var (program, malloc) = Parts(processId);

        return new MemoryUse(status["VmRSS"], status["RssAnon"], status["RssFile"], program, malloc);
    }

    // Mapped files, by what is resident of each; [heap] is glibc's, which SQLite uses. The collector's heap is the rest of Private.
    private static (double Program, double Malloc) Parts(int processId)
    {
        var executable = System.IO.File.ResolveLinkTarget($"/proc/{processId}/exe", returnFinalTarget: true)?.FullName;
        var (program, malloc) = (0.0, 0.0);
        var mapping = "";
        foreach (var line in System.IO.File.ReadLines($"/proc/{processId}/smaps"))
        {
            if (line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                program += mapping == executable ? Megabytes(line[4..]) : 0;
                malloc += mapping == "[heap]" ? Megabytes(line[4..]) : 0;
            }
            else if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var addresses, _, _, _, _, ..] fields
                && addresses.Contains('-', StringComparison.Ordinal))
            {
                mapping = fields.Length > 5 ? fields[5] : "";
            }
        }

        return (program, malloc);
    }

    private static double Megabytes(string kibibytes) =>
        double.Parse(kibibytes.Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6;
}
