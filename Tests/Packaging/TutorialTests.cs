namespace CodeFirst.Tests.Packaging;

/// <summary>
/// docs/tutorial.md, done as it says, with the packages of this build: files are written, commands run, and what it shows compared.
/// </summary>
public sealed class TutorialTests
{
    private const string Port = "5080";

    [Test]
    public async Task Whoever_does_what_the_tutorial_says_gets_what_it_says()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, "tutorial")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />"); // as where none is
        var port = $"{LoopbackPort.Free()}";
        var outputs = new List<string>();

        foreach (var block in MarkdownDocument.Read("docs/tutorial.md").Blocks)
        {
            var code = block.Code.Replace(Port, port, StringComparison.Ordinal);
            if (block.IsCommands)
            {
                outputs.Add((await RunAsync(folder, code)).Output);
            }
            else if (block.Language == "protobuf")
            {
                (await File.ReadAllTextAsync(Path.Combine(folder, block.File!))).Should().Be(code, "line {0} shows it", block.Line);
            }
            else
            {
                await File.WriteAllTextAsync(Path.Combine(folder, block.File!), code);
            }
        }

        outputs.Should().ContainSingle(output => output.Contains("Order 1: tea, 250 cents\n"));
        outputs[^1].Should().Contain("error CFP1307").And.Contain("changed its type from int64 to string");
        outputs[^1].Should().EndWith("Refused, and nothing is written.\n");
        File.Exists(Path.Combine(folder, "Shop.Contracts", "proto", "Shop.Contracts.released.binpb")).Should().BeTrue();
    }

    private static Task<CommandResult> RunAsync(string folder, string commands) =>
        DotNet.RunProgramAsync("bash", folder, "-euo", "pipefail", "-c", commands).OrFailAsync();
}
