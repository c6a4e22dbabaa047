using System.Globalization;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Infrastructure.Containers;

/// <summary>
/// An image run by runc, as a container engine runs it: as the image's user, without capabilities, on a read-only root, and with the
/// memory that Cloud Run gives it, which a cgroup enforces. The network is this machine's.
/// </summary>
public sealed class Container : IAsyncDisposable
{
    /// <summary>What service.yaml asks for.</summary>
    public const long MemoryLimit = 256 * 1024 * 1024;

    private const int Group = 1654; // of the user, in the /etc/passwd of the base image

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-container-");
    private readonly Image _image;
    private ServerProcess? _process;

    private Container(Image image) => _image = image;

    private string Name => _folder.Name;

    /// <summary>What runs in the container, as its logs and its port show it.</summary>
    public ServerProcess Process => _process!;

    /// <summary>Starts the image's program, and returns when it says where it listens.</summary>
    /// <param name="image">The image.</param>
    /// <param name="settings">Environment variables, before those of the image.</param>
    /// <param name="data">The folder that is mounted at /data, or null for none.</param>
    public static async Task<Container> StartAsync(Image image, IReadOnlyDictionary<string, string> settings, string? data = null)
    {
        var container = new Container(image);
        try
        {
            await container.DescribeAsync(settings, [], data);
            container._process = await ServerProcess.StartAsync(container.Run, new Dictionary<string, string>());

            return container;
        }
        catch
        {
            await container.DisposeAsync();

            throw;
        }
    }

    /// <summary>Runs the image's program to its end.</summary>
    public static async Task<CommandResult> RunAsync(
        Image image, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var container = new Container(image);
        await container.DescribeAsync(settings, arguments, data: null);

        return await container.Run.RunAsync();
    }

    /// <summary>The limit of memory that the kernel enforces, in bytes, and the most that was used.</summary>
    public async Task<(long Limit, long Peak)> MemoryAsync()
    {
        var state = await Runc("state", Name).SucceedAsync();
        var groups = await File.ReadAllLinesAsync($"/proc/{(int)JsonNode.Parse(state.Output)!["pid"]!}/cgroup");
        var first = groups.Select(line => line.Split(':', 3)).SingleOrDefault(line => line[1] == "memory");

        return first is not null
            ? (await ReadAsync($"memory{first[2]}/memory.limit_in_bytes"), await ReadAsync($"memory{first[2]}/memory.max_usage_in_bytes"))
            : await UnifiedAsync(groups.Single(line => line.StartsWith("0::", StringComparison.Ordinal))[3..]);

        static async Task<(long, long)> UnifiedAsync(string group) =>
            (await ReadAsync($"{group}/memory.max"), await ReadAsync($"{group}/memory.peak"));

        static async Task<long> ReadAsync(string file) =>
            long.Parse(await File.ReadAllTextAsync($"/sys/fs/cgroup/{file}"), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await Runc("delete", "--force", Name).SucceedAsync();
        _folder.Delete(recursive: true);
    }

    private Command Run => Runc("run", "--bundle", _folder.FullName, Name);

    private Command Runc(params string[] arguments) => new("runc", ["--root", Path.Combine(_folder.FullName, "runc"), .. arguments]);

    private Task DescribeAsync(IReadOnlyDictionary<string, string> settings, string[] arguments, string? data)
    {
        var mounts = new JsonArray(
            Mount("/proc", "proc", "proc"),
            Mount("/dev", "tmpfs", "tmpfs", "nosuid", "mode=755"),
            Mount("/sys/fs/cgroup", "cgroup", "cgroup", "ro", "nosuid", "noexec", "nodev"));
        if (data is not null)
        {
            mounts.Add((JsonNode)Mount("/data", "bind", data, "rbind", "rw"));
        }

        var config = new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["process"] = new JsonObject
            {
                ["user"] = new JsonObject { ["uid"] = int.Parse(_image.User, CultureInfo.InvariantCulture), ["gid"] = Group },
                ["args"] = Texts([.. _image.Entrypoint, .. arguments]),
                ["env"] = Texts([.. _image.Environment, .. settings.Select(setting => $"{setting.Key}={setting.Value}")]),
                ["cwd"] = "/",
                ["noNewPrivileges"] = true,
                ["capabilities"] = new JsonObject(),
            },
            ["root"] = new JsonObject { ["path"] = _image.Root, ["readonly"] = true },
            ["mounts"] = mounts,
            ["linux"] = new JsonObject
            {
                ["cgroupsPath"] = $"/{Name}",
                ["resources"] = new JsonObject { ["memory"] = new JsonObject { ["limit"] = MemoryLimit } },
                ["namespaces"] = new JsonArray(Namespace("mount"), Namespace("pid"), Namespace("ipc"), Namespace("uts")),
            },
        };

        return File.WriteAllTextAsync(Path.Combine(_folder.FullName, "config.json"), config.ToJsonString());
    }

    private static JsonObject Mount(string destination, string type, string source, params string[] options) => new()
    {
        ["destination"] = destination,
        ["type"] = type,
        ["source"] = source,
        ["options"] = Texts(options),
    };

    private static JsonObject Namespace(string type) => new() { ["type"] = type };

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
