namespace CodeFirst.Tests.Packaging;

/// <summary>The commands of the tool, as build/README.md has them.</summary>
public sealed class ToolPackageTests
{
    [Test]
    public async Task The_installed_tool_exports_checks_and_compares_a_contract()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, "with a tool")).FullName;
        await DotNet.RunAsync(
            folder, "tool", "install", Packages.Tool.Id, "--tool-path", "tools", "--version", Packages.Version).OrFailAsync();

        var help = await RunAsync("--help").OrFailAsync();
        await RunAsync("export", Built.Contract).OrFailAsync();
        await RunAsync("check", Built.Contract).OrFailAsync();
        await RunAsync("breaking", Built.Contract, "--against", "proto/user_service.binpb").OrFailAsync();
        await File.AppendAllTextAsync(Path.Combine(folder, "proto", "user_service.proto"), "// changed by hand");
        var changed = await RunAsync("check", Built.Contract);

        help.Output.Should().Contain("codefirst-proto export");
        changed.ExitCode.Should().Be(1, changed.ToString());
        changed.Output.Should().Contain("error CFP1002: ").And.Contain("user_service.proto");

        Task<CommandResult> RunAsync(params string[] arguments) =>
            DotNet.RunProgramAsync(Path.Combine(folder, "tools", "codefirst-proto"), folder, arguments);
    }
}
