using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Lets the writes and flushes to the files of a process fail while it runs.</summary>
public sealed class FaultyDisk : IDisposable
{
    private const int CountPlace = 8;
    private const int Size = 16;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-disk-");
    private readonly SafeFileHandle _faults;

    private FaultyDisk()
    {
        _faults = File.OpenHandle(FaultsPath, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.Write(_faults, new byte[Size], 0);
    }

    /// <summary>The environment of a process whose disk it is.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = LibraryPath,
        ["FAULTY_DISK"] = FaultsPath,
    };

    private string FaultsPath => Path.Combine(_folder.FullName, "faults");

    private string LibraryPath => Path.Combine(_folder.FullName, "faulty_disk.so");

    public static async Task<FaultyDisk> CreateAsync()
    {
        var disk = new FaultyDisk();
        var source = Path.Combine(Repository.Root, "Tests", "Infrastructure", "disk", "faulty_disk.c");
        await new Command("cc", "-shared", "-fPIC", "-O1", "-o", disk.LibraryPath, source).SucceedAsync();

        return disk;
    }

    /// <summary>Everything works from now on, but for what is named: docs at the top of the library's source.</summary>
    public void Set(char writes = '-', char flushes = '-') => RandomAccess.Write(_faults, [(byte)writes, (byte)flushes], 0);

    /// <summary>Returns how many writes and flushes have failed, or were short.</summary>
    public long Count()
    {
        var count = new byte[sizeof(long)];
        RandomAccess.Read(_faults, count, CountPlace);

        return BinaryPrimitives.ReadInt64LittleEndian(count);
    }

    public void Dispose()
    {
        _faults.Dispose();
        _folder.Delete(recursive: true);
    }
}
