using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Deployment.Containers;

/// <summary>
/// Both images of the Dockerfile. build/test.sh has built them, and says where by CODEFIRST_IMAGES; without it they are built here, which
/// takes minutes.
/// </summary>
[SetUpFixture]
public sealed class Images
{
    // Two native programs are compiled: minutes, on a busy machine many.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private static readonly string? Given = Environment.GetEnvironmentVariable("CODEFIRST_IMAGES");

    private static string _folder = "";

    /// <summary>The commit they are built from.</summary>
    internal static string Revision => File.ReadAllText(Path.Combine(_folder, "revision")).Trim();

    internal static Image Of(string target) => new(
        File.ResolveLinkTarget(Path.Combine(_folder, target), returnFinalTarget: true)!.FullName,
        Path.Combine(_folder, "bases", "runtime-deps"),
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, $"{target}.json")))!["OCIv1"]!["config"]!);

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        if (!ImageBuilder.CanBuild)
        {
            Assert.Ignore(ImageBuilder.CannotBuild);
        }

        _folder = Given ?? Directory.CreateTempSubdirectory("codefirst-images-").FullName;
        if (Given is null)
        {
            var script = Path.Combine(Repository.Root, "Tests", "Deployment", "Containers", "images.sh");
            await new Command(script, _folder) { Limit = Limit }.SucceedAsync();
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (Given is null && _folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
