namespace CodeFirst.Tests.Infrastructure;

/// <summary>A disk in memory of the size one wants. Only root can have one.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-small-");

    private SmallDisk()
    {
    }

    public string Folder => _folder.FullName;

    private string Filling => Path.Combine(Folder, "filling");

    /// <summary>Returns a disk, or null with the reason if this process may not mount one.</summary>
    public static async Task<(SmallDisk? Disk, string Reason)> TryMountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var mount = await new Command("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Folder).RunAsync();
        if (mount.ExitCode == 0)
        {
            return (disk, "");
        }

        disk._folder.Delete();

        return (null, $"A disk in memory cannot be mounted here: {mount.Error}");
    }

    /// <summary>Writes until nothing more fits. What others write meanwhile may fit in part.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filling, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void MakeRoom() => File.Delete(Filling);

    /// <summary>Nothing on it can be changed from now on. No file may be open for writing.</summary>
    public async Task MakeReadOnlyAsync() => await new Command("mount", "-o", "remount,ro", Folder).SucceedAsync();

    public async ValueTask DisposeAsync()
    {
        await new Command("umount", "--lazy", Folder).SucceedAsync(); // a server that was killed may still have files open for a moment
        _folder.Delete();
    }
}
