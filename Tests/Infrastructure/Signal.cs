using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Asks a process to stop, as a container platform does, or freezes it. .NET itself can only kill.</summary>
public static class Signal
{
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
