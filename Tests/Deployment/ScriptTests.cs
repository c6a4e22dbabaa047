namespace CodeFirst.Tests.Deployment;

/// <summary>The scripts in build/, as far as it shows without the programs they call: those only write down how they were called.</summary>
public sealed class ScriptTests
{
    private const string Playwright = "artifacts/bin/CodeFirst.Tests.Browser/release/.playwright";

    private DirectoryInfo _folder = null!;

    private string Calls => Path.Combine(_folder.FullName, "calls");

    private string Browser => Path.Combine(_folder.FullName, "chromium");

    [SetUp]
    public void CopyScripts()
    {
        _folder = Directory.CreateTempSubdirectory("codefirst-scripts-");
        foreach (var name in new[] { "run.sh", "test.sh" })
        {
            Recorder.WriteProgram(PathOf("build", name), File.ReadAllText(Path.Combine(Repository.Root, "build", name)));
        }

        Directory.CreateDirectory(PathOf("Contracts", "proto"));
        File.WriteAllText(PathOf("Contracts", "proto", "user_service.proto"), "");
        File.WriteAllText(Calls, "");
        Recorder.Write(PathOf("build", "docs", "check.sh"));
        Recorder.Write(PathOf("Tests", "Deployment", "Containers", "images.sh"), "mkdir -p \"$1/server/app\" \"$1/gateway/app\"");
        foreach (var name in new[] { "buildah", "clang", "curl", "npm", "protoc", "runc" })
        {
            Recorder.Write(PathOf("programs", name));
        }

        Recorder.WriteProgram(PathOf("programs", "sudo"), "#!/usr/bin/env bash\nif [[ $1 == --validate ]]; then exit; fi\nexec \"${@:2}\"");
    }

    [TearDown]
    public void RemoveScripts() => _folder.Delete(recursive: true);

    [TestCase(true, "apt-get install -y -qq chromium")]
    [TestCase(false, $"node {Playwright}/package/cli.js install --with-deps --only-shell chromium")]
    public async Task A_browser_that_can_start_is_installed_once(bool isDebian, string installation)
    {
        Recorder.Write(PathOf("programs", "dotnet"));
        Recorder.Write(PathOf("programs", "grep"), $"exit {(isDebian ? 0 : 1)}"); // asks /etc/os-release
        Recorder.Write(PathOf("programs", "apt-get"), "if [[ $1 == install ]]; then install -m 755 /dev/null \"$CODEFIRST_CHROMIUM\"; fi");
        Recorder.Write(PathOf(Playwright, "node", "linux-x64", "node"));

        var result = await RunAsync("test.sh");

        result.ExitCode.Should().Be(0, "{0}", result);
        (await InstallationsAsync()).Should().Equal(installation);
    }

    [Test]
    public async Task A_browser_that_is_there_is_taken()
    {
        Recorder.Write(PathOf("programs", "dotnet"));
        Recorder.WriteProgram(Browser, "");

        var result = await RunAsync("test.sh");

        result.ExitCode.Should().Be(0, "{0}", result);
        (await InstallationsAsync()).Should().BeEmpty();
    }

    [TestCase("Server")]
    [TestCase("Gateway")]
    public async Task A_program_that_does_not_start_ends_the_other_and_is_told(string program)
    {
        Recorder.Write(PathOf("programs", "dotnet"), $"""
            case "$*" in
              "exec "*CodeFirst.{program}.dll) exit 3 ;;
              "exec "*) exec sleep 1000 ;;
            esac
            """);

        var result = await RunAsync("run.sh");

        result.ExitCode.Should().Be(3, "{0}", result);
    }

    private async Task<IEnumerable<string>> InstallationsAsync() =>
        (await File.ReadAllLinesAsync(Calls)).Where(call => call.Contains(" install ", StringComparison.Ordinal));

    private Task<CommandResult> RunAsync(string script) => new Command(PathOf("build", script))
    {
        Folder = _folder.FullName,
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{PathOf("programs")}:/usr/bin:/bin",
            ["CALLS"] = Calls,
            ["CODEFIRST_CHROMIUM"] = Browser,
        },
    }.RunAsync();

    private string PathOf(params string[] names) => Path.Combine([_folder.FullName, .. names]);
}
