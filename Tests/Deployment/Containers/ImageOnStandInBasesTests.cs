using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Deployment.Containers;

/// <summary>What the Dockerfile builds. The official base images are replaced by stand-ins of this machine (base-images.sh).</summary>
[Category("Container")]
[TestFixture("server")]
[TestFixture("gateway")]
public sealed class ImageOnStandInBasesTests(string target)
{
    private const long Megabyte = 1_000_000;

    private Image Image => Images.Of(target);

    [Test]
    public void The_user_is_a_number_and_not_root()
    {
        Image.User.Should().Be("1654", "Cloud Run runs an image as root if it cannot find the name of its user");
    }

    [Test]
    public void The_program_is_all_that_is_added()
    {
        Image.OwnFiles.Should().OnlyContain(file => file.StartsWith("/app/", StringComparison.Ordinal));
        Image.OwnFiles.Should().Contain(Image.Entrypoint[0]).And.Contain("/app/LICENSE").And.Contain("/app/THIRD-PARTY-NOTICES.txt");
        Image.OwnFiles.Select(Path.GetExtension).Should().NotContain([".dbg", ".pdb"]);
    }

    [Test]
    public void The_packages_that_are_compiled_in_are_listed_for_scanners()
    {
        var list = File.ReadAllText(Image.Root + Image.Entrypoint[0] + ".deps.json");

        list.Should().Contain("\"protobuf-net.Grpc/").And.Contain("\"type\": \"package\"");
    }

    [Test]
    public void Its_bill_of_materials_has_them_and_NET()
    {
        var materials = JsonNode.Parse(File.ReadAllText($"{Image.Root}/app/sbom.cdx.json"))!;
        var libraries = JsonNode.Parse(File.ReadAllText(Image.Root + Image.Entrypoint[0] + ".deps.json"))!["libraries"]!.AsObject()
            .Where(library => (string?)library.Value!["type"] == "package")
            .Select(library => library.Key.Replace('/', '@'));

        ((string?)materials["bomFormat"]).Should().Be("CycloneDX");
        ((string?)materials["metadata"]!["component"]!["version"]).Should().Be(Repository.Version);
        materials["metadata"]!["timestamp"].Should().BeNull("the same program has the same image");
        var components = materials["components"]!.AsArray().Where(component => (string?)component!["scope"] == "required").ToList();
        var purls = components.ConvertAll(component => ((string)component!["purl"]!)["pkg:nuget/".Length..]);
        purls.Should().Contain(libraries);
        purls.Should().Contain(purl => purl.StartsWith("Microsoft.NETCore.App.Runtime.NativeAOT.", StringComparison.Ordinal));
        components.Should().OnlyContain(component => component!["licenses"] != null);
    }

    [Test]
    public void It_has_no_shell_and_nothing_that_changes_who_runs()
    {
        const UnixFileMode Special =
            UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

        Image.OwnFiles.Where(file => (File.GetUnixFileMode(Image.Root + file) & Special) != 0).Should().BeEmpty();
        Image.OwnFiles.Select(Path.GetFileName).Should().NotContain(["sh", "bash", "dash", "busybox", "apt", "dpkg", "curl", "wget"]);
        Image.OwnFiles.Where(file => FirstBytes(file) is [(byte)'#', (byte)'!']).Should().BeEmpty("a script would need a shell");
    }

    [Test]
    public void The_image_is_smaller_than_60_MB_and_its_own_part_than_40_MB()
    {
        var size = Image.SizeOf(Image.Root);
        var own = size - Image.SizeOf(Image.BaseRoot);

        TestContext.Out.WriteLine($"{target}: {size / Megabyte} MB, of which {own / (double)Megabyte:F1} MB are not the (stand-in) base's");
        size.Should().BeLessThan(60 * Megabyte);
        own.Should().BeLessThan(40 * Megabyte);
    }

    [Test]
    public async Task The_labels_and_the_program_tell_one_version_and_commit()
    {
        var version = await Container.RunAsync(Image, new Dictionary<string, string>(), "--version");

        version.ToString().Should().Be($"exit code 0\n{Repository.Version}+{Images.Revision}");
        Image.Label("org.opencontainers.image.version").Should().Be(Repository.Version);
        Image.Label("org.opencontainers.image.revision").Should().Be(Images.Revision);
        Image.Label("org.opencontainers.image.licenses").Should().Be("Apache-2.0");
        Image.Label("org.opencontainers.image.title").Should().NotBeNullOrEmpty();
    }

    private byte[] FirstBytes(string file)
    {
        using var content = File.OpenRead(Image.Root + file);
        var bytes = new byte[2];

        return bytes[..content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
