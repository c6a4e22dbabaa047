using CodeFirst.Tests.Packaging.Processes;

namespace CodeFirst.Tests.Packaging;

public sealed class ToolPackageTests
{
    private static readonly string Contract = Path.Combine(
        Repository.Root, "artifacts", "bin", "CodeFirst.Contracts", Repository.Configuration.ToLowerInvariant(), "CodeFirst.Contracts.dll");

    [Test]
    public async Task The_installed_tool_exports_checks_and_compares_a_contract()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, "with a tool")).FullName;
        (await DotNet.RunAsync(
            folder, "tool", "install", Packages.Tool.Id, "--tool-path", "tools", "--version", Packages.Version)).OrFail();

        var help = (await RunAsync("--help")).OrFail();
        (await RunAsync("export", Contract)).OrFail();
        (await RunAsync("check", Contract)).OrFail();
        (await RunAsync("breaking", Contract, "--against", "proto/user_service.binpb")).OrFail();
        await File.AppendAllTextAsync(Path.Combine(folder, "proto", "user_service.proto"), "// changed by hand");
        var changed = await RunAsync("check", Contract);

        help.Output.Should().Contain("codefirst-proto export");
        changed.ExitCode.Should().Be(1, changed.ToString());
        changed.Output.Should().Contain("error CFP1002: ").And.Contain("user_service.proto");

        Task<ProcessResult> RunAsync(params string[] arguments) =>
            DotNet.RunProgramAsync(Path.Combine(folder, "tools", "codefirst-proto"), folder, arguments);
    }
}
