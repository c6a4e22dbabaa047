using System.Text;

namespace CodeFirst.Tests.Packaging;

/// <summary>What every package has, whatever is in it.</summary>
[TestFixture("CodeFirst.Annotations")]
[TestFixture("CodeFirst.Calling")]
[TestFixture("CodeFirst.Client")]
[TestFixture("CodeFirst.Contracts")]
[TestFixture("CodeFirst.Hosting")]
[TestFixture("CodeFirst.Mcp")]
[TestFixture("CodeFirst.ProtoExport")]
[TestFixture("CodeFirst.ProtoExport.Tool")]
[TestFixture("CodeFirst.Templates")]
[TestFixture("CodeFirst.Transcoding")]
public sealed class PackageTests(string id)
{
    private NuGetPackage Package => Packages.All.Single(package => package.Id == id);

    private bool IsProgram => id is "CodeFirst.ProtoExport" or "CodeFirst.ProtoExport.Tool";

    private bool IsTemplate => id is "CodeFirst.Templates";

    [Test]
    public void It_says_what_it_is_and_under_which_licence()
    {
        Package["license"].Should().Be("Apache-2.0");
        Package["description"].Should().NotBe("Package Description", "that is what NuGet writes where nothing is said");
        Package["tags"].Should().Contain("grpc");
        Package["copyright"].Should().NotBeNullOrEmpty();
        Package["repository"].Should().NotBeNull();
        Package.Nuspec.Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!.Value
            .Should().MatchRegex("^[0-9a-f]{40}$");
    }

    [Test]
    public void Its_page_has_a_text_and_a_picture()
    {
        var page = Encoding.UTF8.GetString(Package.Content(Package["readme"]!));
        var picture = Package.Content(Package["icon"]!);

        page.Should().StartWith("# ").And.Contain("```");
        picture[..4].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
        picture.Length.Should().BeLessThan(1 << 20, "NuGet takes no more");
    }

    [Test]
    public void It_says_whose_work_is_in_it()
    {
        Package.Files.Should().Contain("LICENSE");
        Package.Files.Contains("THIRD-PARTY-NOTICES.txt")
            .Should().Be(IsProgram, "a library refers to other packages, a program contains them");
    }

    [Test]
    public void A_debugger_finds_its_symbols()
    {
        var symbols = IsProgram || IsTemplate ? Package : new NuGetPackage(Packages.Feed, id, extension: "snupkg");

        symbols.Files.Any(file => Path.GetFileName(file) == $"{id}.pdb").Should().Be(!IsTemplate, "a template has no code of its own");
    }
}
