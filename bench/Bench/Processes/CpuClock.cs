using System.Runtime.InteropServices;

namespace CodeFirst.Bench.Processes;

/// <summary>The processor time of another process, user and system, in nanoseconds, with that of threads that have ended.</summary>
internal static partial class CpuClock
{
    /// <summary>Returns the processor time of the process so far. Throws if there is no such process.</summary>
    public static TimeSpan Read(int processId)
    {
        if (GetClockId(processId, out var clock) != 0 || GetTime(clock, out var time) != 0)
        {
            throw new InvalidOperationException($"The processor time of process {processId} cannot be read: has it ended?");
        }

        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int GetClockId(int processId, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
