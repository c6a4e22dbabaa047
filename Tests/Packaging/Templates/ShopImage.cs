using CodeFirst.Tests.Infrastructure.Containers;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>The image that the Dockerfile of <see cref="Shop"/> describes, built when a test first needs it.</summary>
[SetUpFixture]
public sealed class ShopImage
{
    private static readonly Lazy<Task<Image>> Built = new(BuildAsync);

    private static ImageBuilder? _builder;

    internal static Task<Image> GetAsync() => Built.Value;

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    private static async Task<Image> BuildAsync()
    {
        // The packages of this build are in a feed that only the tests know, as a team's private one would be.
        var folder = (await Shop.GetAsync()).Folder;
        File.Copy(Path.Combine(Packages.Folder, "nuget.config"), Path.Combine(folder, "nuget.config"));
        _builder = await ImageBuilder.CreateAsync();
        var (image, log) = await _builder.BuildAsync(folder, "shop", "--volume", $"{Packages.Feed}:{Packages.Feed}:ro");
        File.Delete(Path.Combine(folder, "nuget.config"));
        log.Should().NotMatchRegex(@"\bwarning [A-Z]+\d+: ");

        return image;
    }
}
