using System.Text;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>
/// A hosts file with the addresses of one name, which change while programs use it. Only programs that <see cref="Command"/> starts see
/// it, in place of the machine's.
/// </summary>
internal sealed class HostsFile : IDisposable
{
    public const string Name = "orders.example.com";

    private const int Size = 1024;

    private readonly string _path = Path.GetTempFileName();

    public HostsFile(params OrderServer[] servers) => Change(servers);

    /// <summary>Says why no program can get its own hosts file here, or null.</summary>
    public static async Task<string?> ObstacleAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "Only root on Linux can give a program its own hosts file: it takes a mount.";
        }

        try
        {
            var result = await new Command("unshare", "--mount", "mount", "--bind", "/etc/hosts", "/etc/hosts").RunAsync();

            return result.ExitCode == 0 ? null : $"This machine lets nobody mount a hosts file for one program: {result.Error}";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Changes the addresses of the name.</summary>
    public void Change(params OrderServer[] servers)
    {
        var lines = string.Concat(servers.Select(server => $"{server.Address} {Name}\n"));

        // The mount shows this very file, so it cannot be replaced. One write of the same size, and nobody reads half of the addresses.
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.ASCII.GetBytes(lines.PadRight(Size, '\n')));
    }

    /// <summary>Returns the command that runs a program with this hosts file.</summary>
    /// <remarks>Unless RESOLV_MULTI or /etc/host.conf says so, glibc reads only the first address of a name there.</remarks>
    public Command Command(params string[] program) => new(
        "unshare", ["--mount", "sh", "-c", "mount --bind \"$0\" /etc/hosts && RESOLV_MULTI=on exec \"$@\"", _path, .. program]);

    public void Dispose() => File.Delete(_path);
}
