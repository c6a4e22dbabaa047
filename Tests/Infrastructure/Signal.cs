using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Asks a process to stop, as a container platform does, or freezes it. .NET itself can only kill.</summary>
public static class Signal
{
    private const int KillNow = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    public static void SendTerminate(Process process)
    {
        if (!process.HasExited)
        {
            Send(process.Id, Terminate);
        }
    }

    /// <summary>The process does nothing from now on; it can still be killed.</summary>
    public static void SendStop(Process process)
    {
        if (!process.HasExited)
        {
            SendStop(process.Id);
        }
    }

    /// <inheritdoc cref="SendStop(Process)"/>
    public static void SendStop(int processId) => Send(processId, Stop);

    /// <summary>Lets a process go on after <see cref="SendStop(int)"/>.</summary>
    public static void SendContinue(int processId) => Send(processId, Continue);

    /// <summary>The process ends without noticing.</summary>
    public static void SendKill(int processId) => Send(processId, KillNow);

    /// <summary>Whether the process exists and has not ended; one whose end nobody has asked for counts as ended.</summary>
    public static bool IsRunning(int processId)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{processId}/stat");

            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Returns the processes that the process has started.</summary>
    public static List<int> Children(int processId) =>
    [
        .. File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    private static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} to process {processId} failed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
