using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Packaging;

/// <summary>Does what a document says, with the packages of this build: writes its files, and runs its commands.</summary>
internal static partial class Walkthrough
{
    /// <summary>Runs a document in a folder of its own. A server that it starts runs until it is started again, or to the end.</summary>
    /// <param name="document">The path from the root of the repository.</param>
    /// <param name="port">The port that it uses, in place of which a free one is taken.</param>
    /// <returns>The folder, and the output of each block of commands but the servers.</returns>
    public static async Task<(string Folder, IReadOnlyList<string> Outputs)> RunAsync(string document, string port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, Path.GetFileNameWithoutExtension(document))).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />"); // as where none is
        var free = $"{LoopbackPort.Free()}";
        var outputs = new List<string>();
        var current = folder;
        ServerProcess? server = null;
        try
        {
            foreach (var block in MarkdownDocument.Read(document).Blocks.Where(IsDone))
            {
                var code = block.Code.Replace(port, free, StringComparison.Ordinal);
                if (Serving().Match(code) is { Success: true } serving)
                {
                    await StopAsync(server);
                    server = await ServeAsync(current, serving.Groups["project"].Value, free);
                }
                else if (block.IsCommands)
                {
                    var run = await RunAsync(folder, current, code);
                    outputs.Add(run.Output);
                    current = (await File.ReadAllTextAsync(Path.Combine(folder, "current"))).TrimEnd();
                }
                else if (block.AddedTo is { } extended)
                {
                    await AddMembersAsync(Path.Combine(current, extended), code);
                }
                else if (block.Language == "protobuf")
                {
                    (await File.ReadAllTextAsync(Path.Combine(current, block.File!)))
                        .Should().Be(code, "line {0} shows it", block.Line);
                }
                else
                {
                    var file = Path.Combine(current, block.File!);
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    await File.WriteAllTextAsync(file, code);
                }
            }
        }
        finally
        {
            await StopAsync(server);
        }

        return (folder, outputs);
    }

    private static bool IsDone(MarkdownBlock block) =>
        (block.IsCommands && !block.NeedsCloud) || block.File is not null || block.AddedTo is not null;

    // Before the brace that ends the last type.
    private static async Task AddMembersAsync(string file, string code)
    {
        var text = (await File.ReadAllTextAsync(file)).TrimEnd();
        text.Should().EndWith("\n}", "{0} ends with a type", file);
        await File.WriteAllTextAsync(file, $"{text[..^1]}\n{code}}}\n");
    }

    // A shell of its own for each block: where the last one changed to is kept, and templates are installed in the folder.
    private static async Task<CommandResult> RunAsync(string folder, string current, string code)
    {
        var environment = DotNet.Environment;
        environment["DOTNET_CLI_HOME"] = Path.Combine(folder, "home");
        environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        environment["WALKTHROUGH"] = Path.Combine(folder, "current");
        string[] arguments = ["-euo", "pipefail", "-c", $"{code}\npwd > \"$WALKTHROUGH\""];

        return await new Command("bash", arguments) { Folder = current, Environment = environment, Limit = Patience.LongLimit }
            .RunAsync().OrFailAsync();
    }

    // What dotnet run would start. Its data is where dotnet run would put it.
    private static async Task<ServerProcess> ServeAsync(string folder, string project, string port)
    {
        await DotNet.BuildAsync(folder, "build", project).OrFailAsync();
        var program = Path.Combine(folder, project, "bin", "Debug", "net10.0", project);

        return await ServerProcess.StartAsync(new Command(program), new Dictionary<string, string>
        {
            ["PORT"] = port,
            ["Store__Path"] = Path.Combine(folder, "data", "orders.db"),
        });
    }

    private static async Task StopAsync(ServerProcess? server)
    {
        if (server is not null)
        {
            (await server.StopAsync(Patience.Limit)).Should().Be(0);
            server.LoggedErrors.Should().BeEmpty();
            await server.DisposeAsync();
        }
    }

    [GeneratedRegex(@"^dotnet run --project (?<project>[\w.]+)\s*$")]
    private static partial Regex Serving();
}
