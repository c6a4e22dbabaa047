using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Asks a process to stop, as a container platform does, or freezes it. .NET itself can only kill.</summary>
public static class Signal
{
    private const int Terminate = 15;
    private const int Stop = 19;

    public static void SendTerminate(Process process) => Send(process, Terminate);

    /// <summary>The process does nothing from now on; it can still be killed.</summary>
    public static void SendStop(Process process) => Send(process, Stop);

    private static void Send(Process process, int signal)
    {
        if (!process.HasExited && Kill(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} to process {process.Id} failed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
