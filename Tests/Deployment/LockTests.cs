using System.Xml.Linq;

namespace CodeFirst.Tests.Deployment;

/// <summary>Nothing is built with a package, or with a part of .NET, whose content nobody has agreed to.</summary>
public sealed class LockTests
{
    private static readonly string[] Platforms = ["linux-x64", "linux-arm64"];

    private static readonly string[] Packs =
        ["Microsoft.AspNetCore.App.Runtime", "Microsoft.NETCore.App.Runtime", "Microsoft.NETCore.App.Runtime.NativeAOT"];

    // Not what only readers and measurements build; not what dotnet new fills in.
    private static IEnumerable<string> Projects => File.ReadAllLines(Path.Combine(Repository.Root, "CodeFirst.sln"))
        .Where(line => line.StartsWith("Project(", StringComparison.Ordinal) && line.Contains(".csproj", StringComparison.Ordinal))
        .Select(line => Path.GetDirectoryName(line.Split('"')[5].Replace('\\', '/'))!)
        .Where(project => project.Split('/')[0] is not ("bench" or "samples"));

    [TestCaseSource(nameof(Projects))]
    public void The_packages_of_a_project_are_locked_with_their_contents(string project)
    {
        var packages = LockFile.Packages(project).ToList();

        packages.Should().NotBeEmpty();
        packages.Should().OnlyContain(package => ((string?)package.Entry["contentHash"] ?? "").Length == 88, "it is a SHA-512 in base64");
    }

    [Test]
    public void The_parts_of_NET_that_are_compiled_into_programs_are_locked_with_their_contents()
    {
        var locked = XDocument.Load(Path.Combine(Repository.Root, "build", "Packs.targets")).Descendants("LockedPack").ToList();

        locked.Select(pack => (string)pack.Attribute("Include")!)
            .Should().BeEquivalentTo(Platforms.SelectMany(platform => Packs.Select(pack => $"{pack}.{platform}")));
        locked.Select(pack => (string)pack.Attribute("Sha512")!).Should().OnlyHaveUniqueItems().And.OnlyContain(hash => hash.Length == 88);
    }

    [Test]
    public async Task A_part_of_NET_with_another_content_is_not_compiled_in()
    {
        var packages = Directory.CreateTempSubdirectory("codefirst-packs-");
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("DotNetPatch").Single().Value;
        foreach (var id in Packs.Select(pack => $"{pack}.linux-x64".ToLowerInvariant()))
        {
            var file = Path.Combine(packages.FullName, id, version, $"{id}.{version}.nupkg");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "not what was agreed to");
        }

        var result = await new Command(
            "dotnet", "msbuild", "Server", "-t:VerifyPacks", "-p:RuntimeIdentifier=linux-x64", $"-p:NuGetPackageRoot={packages.FullName}/")
        {
            Folder = Repository.Root,
        }.RunAsync();

        packages.Delete(recursive: true);
        result.ExitCode.Should().Be(1, "{0}", result);
        result.ToString().Should().Contain("MSB3952").And.ContainEquivalentOf($"{Packs[0]}.linux-x64.{version}.nupkg");
    }
}
