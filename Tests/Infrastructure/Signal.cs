using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Asks a process to stop, as a container platform does. .NET itself can only kill.</summary>
public static class Signal
{
    private const int Terminate = 15;

    public static void SendTerminate(Process process)
    {
        if (!process.HasExited && Kill(process.Id, Terminate) != 0)
        {
            throw new InvalidOperationException($"SIGTERM to process {process.Id} failed: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
