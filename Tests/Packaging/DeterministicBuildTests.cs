using System.IO.Compression;
using System.Security.Cryptography;

namespace CodeFirst.Tests.Packaging;

/// <summary>
/// The last commit, built as a release is built, in two clones with paths of different length. Every restore is locked there. Only some of
/// the packages: those that the contract needs, and the one with the most generated code. All are built the same way.
/// </summary>
public sealed class DeterministicBuildTests
{
    private static readonly string[] Expected = ["CodeFirst.Annotations", "CodeFirst.Contracts", "CodeFirst.Hosting"];

    [Test]
    public async Task Two_clones_make_the_same_assemblies_and_packages()
    {
        var folder = Directory.CreateTempSubdirectory("codefirst-clones-");

        var first = await PackAsync(Path.Combine(folder.FullName, "a"));
        var second = await PackAsync(Path.Combine(folder.FullName, "another folder", "b"));

        folder.Delete(recursive: true);
        first.Keys.Select(file => file.Split('/')[0]).Distinct().Should().BeEquivalentTo(
            Expected.SelectMany(package => new[] { $"{package}.{Repository.Version}.nupkg", $"{package}.{Repository.Version}.snupkg" }));
        first.Keys.Should().Contain($"CodeFirst.Contracts.{Repository.Version}.nupkg/lib/net10.0/CodeFirst.Contracts.dll");
        second.Should().BeEquivalentTo(first);
    }

    // The hash of each file in each package. The packages themselves differ: a zip file has the time of each file.
    private static async Task<Dictionary<string, string>> PackAsync(string clone)
    {
        await new Command("git", "clone", "--quiet", "--no-hardlinks", Repository.Root, clone).SucceedAsync();
        await new Command("git", "-C", clone, "remote", "set-url", "origin", "https://github.com/codefirst/codefirst.git").SucceedAsync();
        var environment = DotNet.Environment;
        environment["CI"] = "true";
        foreach (var project in new[] { "Toolkit/Annotations", "Contracts", "Toolkit/Hosting" })
        {
            string[] arguments = ["pack", project, "--configuration", "Release", "--output", "packages", "-nodeReuse:false"];
            var pack = new Command(DotNet.Program, arguments) { Folder = clone, Environment = environment, Limit = Patience.LongLimit };
            await pack.SucceedAsync();
        }

        var files = new Dictionary<string, string>();
        foreach (var package in Directory.EnumerateFiles(Path.Combine(clone, "packages")))
        {
            using var archive = ZipFile.OpenRead(package);
            foreach (var entry in archive.Entries)
            {
                await using var content = entry.Open();
                files.Add($"{Path.GetFileName(package)}/{entry.FullName}", Convert.ToHexString(await SHA256.HashDataAsync(content)));
            }
        }

        return files;
    }
}
