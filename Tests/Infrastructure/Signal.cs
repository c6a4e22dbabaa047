using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Sends what .NET itself cannot: it can only kill.</summary>
public static class Signal
{
    private const int Quit = 3;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Asks a process to stop, as a container platform does.</summary>
    public static void SendTerminate(Process process)
    {
        if (!process.HasExited)
        {
            Send(process.Id, Terminate);
        }
    }

    public static void SendQuit(int processId) => Send(processId, Quit);

    /// <summary>Lets a process stand still until <see cref="SendContinue"/>.</summary>
    public static void SendStop(int processId) => Send(processId, Stop);

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
