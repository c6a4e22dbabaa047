using CodeFirst.Bench.Data;
using CodeFirst.Bench.Processes;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Measuring;

/// <summary>What a row measures with: programs, data, rounds.</summary>
internal sealed class Lab : IDisposable
{
    private readonly DirectoryInfo _folder;
    private int _files;

    public Lab(BenchOptions options)
    {
        Options = options;
        Programs = new Programs(options.Quick);
        Data = new SampleStores(this);
        _folder = Directory.CreateDirectory(Path.Combine(SampleStores.Folder, $"run-{Environment.ProcessId}"));
    }

    public BenchOptions Options { get; }

    public Programs Programs { get; }

    public SampleStores Data { get; }

    public int Rounds => Options.Quick ? 2 : Options.Rounds;

    /// <summary>How many times to do something: a quick run does little, and only shows that it works.</summary>
    public int Count(int count) => Options.Quick ? Math.Max(count / 50, 50) : count;

    /// <summary>How large data is: a quick run takes a thousandth, but not less than 200.</summary>
    public int Size(int size) => Options.Quick ? Math.Max(size / 1000, Math.Min(size, 200)) : size;

    /// <summary>A path for a file of this run, on the disk of the data.</summary>
    public string NewFile() => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _files)}.db");

    /// <summary>Writes a contract with this many methods, and returns the argument that names it.</summary>
    public string ContractOf(int methods)
    {
        var path = Path.ChangeExtension(NewFile(), ".binpb");
        LargeContract.Write(path, methods);

        return $"--contract={path}";
    }

    /// <summary>An empty folder. A program that watches the folder it starts in has nothing to watch there.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.ChangeExtension(NewFile(), null)).FullName;

    /// <summary>Starts our server on a file of SQLite, with the settings in addition.</summary>
    public Task<ServerProcess> ServeAsync(string file, params (string Name, string Value)[] settings) =>
        ServeAsync(Programs.Server, file, settings);

    /// <summary>Starts a program that is made of our server on a file of SQLite, with the settings in addition.</summary>
    public static Task<ServerProcess> ServeAsync(Command program, string file, params (string Name, string Value)[] settings) =>
        StartAsync(program, [("Storage__ConnectionString", $"Data Source={file}"), ("Calls__StreamsPerCaller", "0"), .. settings]);

    public static Task<ServerProcess> StartAsync(Command program, params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(program, new Dictionary<string, string>(
            settings.Select(one => KeyValuePair.Create(one.Name, one.Value)))
        {
            ["Logging__LogLevel__Default"] = "Warning",
        });

    /// <summary>Runs each once a round, in turn, and one round first to warm up that does not count.</summary>
    public async Task<Series[]> InterleaveAsync(params Func<Task<double>>[] variants)
    {
        var values = variants.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var turn = 0; turn < variants.Length; turn++)
            {
                // Each round begins with another one, so that none is always the first.
                var which = (turn + round + 1) % variants.Length;
                var value = await variants[which]();
                if (round >= 0)
                {
                    values[which].Add(value);
                }
            }
        }

        return [.. values.Select(one => new Series(one))];
    }

    /// <summary>Returns the microseconds of processor time that the process takes for each of the calls.</summary>
    public static async Task<double> CpuAsync(ServerProcess process, int calls, Func<Task> load)
    {
        var before = CpuClock.Read(process.Id);
        await load();

        return (CpuClock.Read(process.Id) - before).TotalMicroseconds / calls;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
