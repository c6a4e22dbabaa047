using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Deployment.Containers;

/// <summary>
/// Builds both images of the Dockerfile once, with buildah, which needs no Docker engine. Their base images are stand-ins made of this
/// machine's own programs and libraries: base-images.sh tells how.
/// </summary>
[SetUpFixture]
public sealed class Images
{
    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    // Two native programs are compiled: minutes, on a busy machine many.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("codefirst-images-");

    private static readonly Dictionary<string, Image> Built = [];

    private static string Bases => Path.Combine(Folder.FullName, "bases");

    // The SDK of this machine, which need not be in /usr.
    private static string DotNet => Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());

    // vfs copies where overlay would mount: it works everywhere.
    private static string[] Buildah =>
    [
        "buildah", "--storage-driver", "vfs", "--root", Path.Combine(Folder.FullName, "storage"),
        "--runroot", Path.Combine(Folder.FullName, "run"),
    ];

    internal static Image Of(string target) => Built[target];

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Images are built and run by root only: files of many users, mounts, a cgroup.");
        }

        await new Command(Path.Combine(AppContext.BaseDirectory, "Containers", "base-images.sh"), [Bases, .. Buildah]).SucceedAsync();
        foreach (var target in new[] { "server", "gateway" })
        {
            Built[target] = await BuildAsync(target);
        }
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("rm", "--all");
        }

        Folder.Delete(recursive: true);
    }

    // The packages are those of this machine, so that only what it lacks is downloaded.
    private static async Task<Image> BuildAsync(string target)
    {
        await RunAsync(
            "build", "--isolation", "chroot", "--pull-never", "--layers", "--target", target, "--tag", target,
            "--build-arg", $"VERSION={Repository.Version}", "--build-arg", $"REVISION={Revision}",
            "--volume", "/usr:/usr:ro", "--volume", $"{DotNet}:{DotNet}:ro", "--volume", $"{await PackagesAsync()}:/root/.nuget/packages",
            Repository.Root);
        var container = await RunAsync("from", "--pull-never", $"localhost/{target}");
        var root = await RunAsync("mount", container);
        var description = await RunAsync("inspect", "--type", "image", $"localhost/{target}");

        return new Image(root, Path.Combine(Bases, "runtime-deps"), JsonNode.Parse(description)!["OCIv1"]!["config"]!);
    }

    private static async Task<string> PackagesAsync()
    {
        var list = await new Command("dotnet", "nuget", "locals", "global-packages", "--list").SucceedAsync();

        return list.Output.Split(": ", 2)[1].Trim();
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var result = await new Command(Buildah[0], [.. Buildah[1..], .. arguments]) { Limit = Limit }.SucceedAsync();

        return result.Output.Trim();
    }
}
