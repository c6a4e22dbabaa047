using System.Text.RegularExpressions;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Documents;

/// <summary>
/// The commands in the documents work. A block of commands is run here, at the root of the repository and against a native server, unless
/// a comment before says which test runs it (<c>&lt;!-- run by FILE --&gt;</c>) or that it needs the cloud (<c>&lt;!-- cloud --&gt;</c>).
/// </summary>
public sealed partial class DocumentTests : ServerTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Interop", "Documents");

    private static readonly string Programs = Path.Combine(Repository.Root, "Tests", "Interop", "node_modules", ".bin");

    // Where the documents say that they listen.
    private const string ServerAddress = "localhost:8080";
    private const string GatewayAddress = "localhost:8081";

    private static IEnumerable<TestCaseData> Blocks => BlocksWhere(_ => true);

    private static IEnumerable<TestCaseData> BlocksOfOtherTests => BlocksWhere(block => block.Runner is not null);

    private static IEnumerable<TestCaseData> BlocksForTheCloud => BlocksWhere(block => block.NeedsCloud);

    private static IEnumerable<MarkdownDocument> DocumentsWithCommands =>
        MarkdownDocument.All().Where(document => Commands(document).Any());

    [TestCaseSource(nameof(Blocks))]
    public async Task A_shell_can_read_a_block_of_commands(MarkdownDocument document, MarkdownBlock block)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(block);

        var result = await new Command("bash", "-n", "-c", Unprompted(block)).RunAsync();

        result.ExitCode.Should().Be(0, "{0} {1}", document, result);
        result.Error.Should().BeEmpty();
    }

    [TestCaseSource(nameof(BlocksOfOtherTests))]
    public void A_block_that_another_test_runs_is_known_there(MarkdownDocument document, MarkdownBlock block)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(block);
        var runner = File.ReadAllText(Path.Combine(Repository.Root, block.Runner!));

        var lines = block.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        (runner.Contains(document.Path, StringComparison.Ordinal) || lines.All(line => runner.Contains(line, StringComparison.Ordinal)))
            .Should().BeTrue("{0} must name {1} or have its commands", block.Runner, document);
    }

    [TestCaseSource(nameof(BlocksForTheCloud))]
    public void A_block_that_needs_the_cloud_asks_it_for_something(MarkdownDocument document, MarkdownBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);

        block.Code.Should().Contain("gcloud ", "{0}: what else is in it, a test can run", document);
    }

    [TestCaseSource(nameof(DocumentsWithCommands))]
    public async Task The_commands_of_a_document_work(MarkdownDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        await NodePackages.BufAsync("--version"); // installed by then
        var commands = string.Concat(Commands(document));
        await using var gateway = commands.Contains(GatewayAddress, StringComparison.Ordinal) ? await NativeGateway.StartAsync(Server) : null;
        commands = commands
            .Replace(ServerAddress, $"127.0.0.1:{Server.Port}", StringComparison.Ordinal)
            .Replace(GatewayAddress, $"127.0.0.1:{gateway?.Port}", StringComparison.Ordinal);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment["PATH"] = $"{Folder}:{Programs}:{environment["PATH"]}";
        environment["npm_config_yes"] = "true"; // npx asks before it installs
        environment["Configuration"] = "Release"; // dotnet run takes what is built already

        var result = await new Command("bash", "-euo", "pipefail", "-c", $". {Folder}/prelude.sh\n{Rewritten(commands)}")
        {
            Environment = environment,
            Limit = Patience.LongLimit,
        }.RunAsync();

        result.ExitCode.Should().Be(0, "{0}: {1}", document, result);
    }

    private static IEnumerable<TestCaseData> BlocksWhere(Func<MarkdownBlock, bool> isWanted) =>
        from document in MarkdownDocument.All()
        from block in document.Blocks
        where block.IsCommands && isWanted(block)
        select new TestCaseData(document, block).SetArgDisplayNames(document.Path, $"line {block.Line}");

    private static IEnumerable<string> Commands(MarkdownDocument document) => document.Blocks
        .Where(block => block is { IsCommands: true, NeedsCloud: false, Runner: null })
        .Select(Unprompted);

    // A console shows what was typed after a $, and then the answer.
    private static string Unprompted(MarkdownBlock block) => block.Language == "console"
        ? string.Join('\n', block.Code.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..]))
        : block.Code;

    private static string Rewritten(string commands) =>
        AllTests().Replace(Serving().Replace(commands, "${settings}serve ${program}"), "bash -n ");

    // What would serve until somebody stops it.
    [GeneratedRegex(
        @"^(?<settings>(\w+=\S+ )*)(?<program>(dotnet run --project \w+|\./build/run\.sh|\./out/\w+/CodeFirst\.\w+))(?=\s*(#|$))",
        RegexOptions.Multiline)]
    private static partial Regex Serving();

    // It is running these tests.
    [GeneratedRegex(@"^(?=\./build/test\.sh)", RegexOptions.Multiline)]
    private static partial Regex AllTests();
}
