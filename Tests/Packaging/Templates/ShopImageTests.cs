using CodeFirst.Tests.Infrastructure.Containers;

namespace CodeFirst.Tests.Packaging.Templates;

/// <summary>What the template's Dockerfile builds, run as a container engine does. The base images are stand-ins of this machine.</summary>
[Category("Container")]
public sealed class ShopImageTests
{
    private static readonly Dictionary<string, string> AnyPort = new() { ["PORT"] = "0" };

    private Image _image = null!;

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        if (!ImageBuilder.CanBuild)
        {
            Assert.Ignore(ImageBuilder.CannotBuild);
        }

        _image = await ShopImage.GetAsync();
    }

    [Test]
    public void It_adds_one_program_that_runs_as_a_user_with_a_number()
    {
        _image.User.Should().Be("1654", "Cloud Run runs an image as root if it cannot find the name of its user");
        _image.Entrypoint.Should().Equal("/app/Shop.Server");
        _image.OwnFiles.Should().OnlyContain(file => file.StartsWith("/app/", StringComparison.Ordinal));
        _image.OwnFiles.Should().Contain("/app/Shop.Server").And.NotContain("/app/Shop.Server.dll");
        _image.OwnFiles.Select(Path.GetExtension).Should().NotContain([".dbg", ".pdb"]);
        Directory.Exists(_image.Root + "/data").Should().BeTrue("a volume that is mounted there gets its owner");
    }

    [Test]
    public async Task It_keeps_its_data_in_the_volume_when_the_container_is_replaced()
    {
        var shop = await Shop.GetAsync();
        var data = Directory.CreateTempSubdirectory("codefirst-data-");
        File.SetUnixFileMode(data.FullName, (UnixFileMode)0b111_111_111); // the user of the image is nobody here
        CommandResult placed, read;
        await using (var container = await Container.StartAsync(_image, AnyPort, data.FullName))
        {
            placed = await shop.CallAsync(container.Process, "place", "tea", "2");
            (await container.Process.StopAsync(Patience.Limit)).Should().Be(0);
            container.Process.LoggedErrors.Should().BeEmpty();
        }

        await using (var container = await Container.StartAsync(_image, AnyPort, data.FullName))
        {
            read = await shop.CallAsync(container.Process, "get", "1");
            var (limit, peak) = await container.MemoryAsync();
            peak.Should().BeLessThan(limit);
            container.Process.LoggedErrors.Should().BeEmpty();
        }

        placed.ToString().Should().Be("exit code 0\nOrder 1: 2 x tea");
        read.Output.Should().Be(placed.Output);
        data.Delete(recursive: true);
    }

    [Test]
    public async Task Without_a_volume_it_says_which_file_it_cannot_open()
    {
        var result = await Container.RunAsync(_image, AnyPort); // on a read-only root

        result.ExitCode.Should().Be(1, "{0}", result);
        result.Error.Should().Contain("Store:Path is '/data/orders.db'");
    }
}
