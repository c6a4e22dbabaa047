namespace CodeFirst.Tests.Deployment.Containers;

/// <summary>Builds both images of the Dockerfile once.</summary>
[SetUpFixture]
public sealed class Images
{
    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Dictionary<string, Image> Built = [];

    private ImageBuilder? _builder;

    internal static Image Of(string target) => Built[target];

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        if (!ImageBuilder.CanBuild)
        {
            Assert.Ignore(ImageBuilder.CannotBuild);
        }

        _builder = await ImageBuilder.CreateAsync();
        string[] arguments = ["--build-arg", $"VERSION={Repository.Version}", "--build-arg", $"REVISION={Revision}"];
        foreach (var target in new[] { "server", "gateway" })
        {
            (Built[target], _) = await _builder.BuildAsync(Repository.Root, target, ["--target", target, .. arguments]);
        }
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }
}
