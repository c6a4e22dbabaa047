using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Infrastructure.Containers;

/// <summary>
/// Builds images with buildah, which needs no Docker engine. The official base images are replaced by stand-ins made of this machine's
/// own programs and libraries: base-images.sh tells how.
/// </summary>
public sealed class ImageBuilder : IAsyncDisposable
{
    /// <summary>What to say where images cannot be built.</summary>
    public const string CannotBuild = "Only root that may mount can build and run images: they need files of many users and a cgroup.";

    private const int MayMount = 21; // CAP_SYS_ADMIN, which a build step of Cloud Build does not have

    // Native programs are compiled: minutes, on a busy machine many.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-images-");

    private ImageBuilder()
    {
    }

    /// <summary>Gets whether this process can build and run images.</summary>
    public static bool CanBuild { get; } = Environment.IsPrivilegedProcess
        && File.ReadLines("/proc/self/status").Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal)) is var line
        && ((Convert.ToUInt64(line["CapEff:".Length..].Trim(), 16) >> MayMount) & 1) == 1;

    private string Bases => Path.Combine(_folder.FullName, "bases");

    // The SDK of this machine, which need not be in /usr.
    private static string DotNet => Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());

    // vfs copies where overlay would mount: it works everywhere.
    private string[] Buildah =>
    [
        "buildah", "--storage-driver", "vfs", "--root", Path.Combine(_folder.FullName, "storage"),
        "--runroot", Path.Combine(_folder.FullName, "run"),
    ];

    /// <summary>Makes the stand-ins of the base images.</summary>
    public static async Task<ImageBuilder> CreateAsync()
    {
        var builder = new ImageBuilder();
        var script = Path.Combine(AppContext.BaseDirectory, "Containers", "base-images.sh");
        await new Command(script, [builder.Bases, .. builder.Buildah]).SucceedAsync();

        return builder;
    }

    /// <summary>Builds the Dockerfile of a folder, with the packages of this machine, so that only what it lacks is downloaded.</summary>
    /// <param name="folder">The folder with the Dockerfile.</param>
    /// <param name="name">A name for the image.</param>
    /// <param name="options">Options of <c>buildah build</c>.</param>
    /// <returns>The image, and what its build printed.</returns>
    public async Task<(Image Image, string Log)> BuildAsync(string folder, string name, params string[] options)
    {
        var build = await RunAsync([
            "build", "--isolation", "chroot", "--pull-never", "--layers", "--tag", name, .. options,
            "--volume", "/usr:/usr:ro", "--volume", $"{DotNet}:{DotNet}:ro", "--volume", $"{await PackagesAsync()}:/root/.nuget/packages",
            folder]);
        var container = await ReadAsync("from", "--pull-never", $"localhost/{name}");
        var root = await ReadAsync("mount", container);
        var description = await ReadAsync("inspect", "--type", "image", $"localhost/{name}");
        var config = JsonNode.Parse(description)!["OCIv1"]!["config"]!;

        return (new Image(root, Path.Combine(Bases, "runtime-deps"), config), build.Output + build.Error);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("rm", "--all");
        _folder.Delete(recursive: true);
    }

    private static async Task<string> PackagesAsync()
    {
        var list = await new Command("dotnet", "nuget", "locals", "global-packages", "--list").SucceedAsync();

        return list.Output.Split(": ", 2)[1].Trim();
    }

    private async Task<string> ReadAsync(params string[] arguments) => (await RunAsync(arguments)).Output.Trim();

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        new Command(Buildah[0], [.. Buildah[1..], .. arguments]) { Limit = Limit }.SucceedAsync();
}
