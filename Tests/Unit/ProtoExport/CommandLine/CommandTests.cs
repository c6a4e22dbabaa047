using CodeFirst.Contracts;
using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Problems;
using ExporterProgram = CodeFirst.ProtoExport.Program;

namespace CodeFirst.Tests.Unit.ProtoExport.CommandLine;

public sealed class CommandTests
{
    private static readonly string Assembly = typeof(IUserService).Assembly.Location;

    [Test]
    public void Export_needs_only_the_assembly_and_a_folder()
    {
        using var folder = new TemporaryFolder();

        var result = Command.Run(["export", Assembly, "--directory", folder.Path, "--option", "go_package=a.b/c"]);

        result.Succeeded.Should().BeTrue();
        File.ReadAllText(folder.File("user_service.proto")).Should()
            .Contain("option go_package = \"a.b/c\";")
            .And.Contain("// Reads and changes users", "the documentation is beside the assembly");
    }

    [Test]
    public void Check_passes_files_that_are_those_of_the_contract()
    {
        using var folder = new TemporaryFolder();
        Command.Run(["export", Assembly, "--directory", folder.Path]);
        File.Delete(folder.File("user_service.binpb"));

        Command.Run(["check", Assembly, "--directory", folder.Path]).Succeeded.Should().BeTrue();

        File.Exists(folder.File("user_service.binpb")).Should().BeFalse("check writes nothing");
    }

    [Test]
    public void Check_tells_the_file_that_was_changed_by_hand()
    {
        using var folder = new TemporaryFolder();
        Command.Run(["export", Assembly, "--directory", folder.Path]);
        File.AppendAllText(folder.File("user_service.proto"), "\n");

        var result = Command.Run(["check", Assembly, "--directory", folder.Path]);

        result.Succeeded.Should().BeFalse();
        result.Lines.Should().ContainSingle()
            .Which.Should().Contain("error CFP1002: ").And.Contain("user_service.proto: is not what the contract exports.");
    }

    [Test]
    public void Breaking_compares_an_assembly_or_a_descriptor_set_with_another()
    {
        using var folder = new TemporaryFolder();
        Command.Run(["export", Assembly, "--directory", folder.Path]);
        var exported = folder.File("user_service.binpb");

        Command.Run(["breaking", Assembly, "--against", exported]).Succeeded.Should().BeTrue();
        Command.Run(["breaking", exported, "--against", exported, "--rules", "FILE"]).Succeeded.Should().BeTrue();
    }

    [Test]
    public void Accept_writes_the_baseline_that_export_then_asks()
    {
        using var folder = new TemporaryFolder();
        string[] words = [Assembly, "--directory", folder.Path, "--baseline", folder.File("released.binpb")];

        Command.Run(["accept", .. words]).Succeeded.Should().BeTrue();

        Command.Run(["export", .. words]).Lines.Should().NotContain(line => line.StartsWith("[gate]", StringComparison.Ordinal));
    }

    [Test]
    public void Report_tells_where_a_contract_stands_in_one_screen_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();

        var result = Command.Run(["report", Assembly, "--directory", folder.Path]);

        result.Succeeded.Should().BeTrue();
        result.Lines[0].Should().Be("CodeFirst.Contracts.dll: every rpc and message is exported");
        result.Lines.Should().Contain(line => line.Contains("rpcs  userservice.UserService, in user_service.proto"))
            .And.Contain(line => line.EndsWith(" String: optional string"))
            .And.NotContain("Warnings", "the contract of this repository has none");
        result.Lines.Should().HaveCountLessThan(50);
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [TestCase("exprot a.dll", "has the unknown command exprot. Did you mean export? See --help.")]
    [TestCase("export a.dll --baselin b.binpb", "has the unknown option --baselin. Did you mean --baseline? See --help.")]
    [TestCase("export a.dll --colour red", "has the unknown option --colour. See --help.")]
    public void The_nearest_command_or_option_is_offered(string words, string message)
    {
        var run = () => Command.Run(words.Split(' '));

        run.Should().Throw<ExportException>().Which.Problem.ToString().Should().EndWith(message);
    }

    [Test]
    public void Version_is_that_of_the_package()
    {
        Command.Run(["--version"]).Lines.Should().ContainSingle().Which.Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    [Test]
    public void Help_tells_every_option()
    {
        var help = string.Join('\n', Command.Run(["--help"]).Lines);

        help.Should().ContainAll(Arguments.Options.Where(option => option is not ("against" or "stamp")).Select(option => $"  --{option} "));
    }

    [TestCase("--version", 0)]
    [TestCase("report missing.dll", 1)]
    [TestCase("--help", 0)]
    [TestCase("export --help", 0)]
    [TestCase("", 0)]
    [TestCase("publish a.dll", 2)]
    [TestCase("export", 2)]
    [TestCase("export a.dll b.dll", 2)]
    [TestCase("export a.dll --colour red", 2)]
    [TestCase("export a.dll --rules", 2)]
    [TestCase("export a.dll --rules HARSH", 2)]
    [TestCase("export a.dll --enumnames camelCase", 2)]
    [TestCase("export @missing.rsp", 2)]
    [TestCase("accept a.dll", 1)]
    [TestCase("breaking a.binpb", 2)]
    [TestCase("breaking a.binpb --against missing.binpb", 2)]
    [TestCase("export missing.dll", 1)]
    public void The_exit_code_tells_problems_from_bad_usage(string words, int exitCode)
    {
        ExporterProgram.Main(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Should().Be(exitCode);
    }
}
