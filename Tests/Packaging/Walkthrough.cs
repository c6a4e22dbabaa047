namespace CodeFirst.Tests.Packaging;

/// <summary>Does what a document says, with the packages of this build: writes its files, and runs its commands.</summary>
internal static class Walkthrough
{
    /// <summary>Runs a document in a folder of its own.</summary>
    /// <param name="document">The path from the root of the repository.</param>
    /// <param name="port">The port that it uses, in place of which a free one is taken.</param>
    /// <returns>The folder, and the output of each block of commands.</returns>
    public static async Task<(string Folder, IReadOnlyList<string> Outputs)> RunAsync(string document, string port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, Path.GetFileNameWithoutExtension(document))).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />"); // as where none is
        var free = $"{LoopbackPort.Free()}";
        var outputs = new List<string>();

        foreach (var block in MarkdownDocument.Read(document).Blocks.Where(block => block.IsCommands || block.File is not null))
        {
            var code = block.Code.Replace(port, free, StringComparison.Ordinal);
            if (block.IsCommands)
            {
                outputs.Add((await DotNet.RunProgramAsync("bash", folder, "-euo", "pipefail", "-c", code).OrFailAsync()).Output);
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

        return (folder, outputs);
    }
}
