using System.Collections;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>The samples, run as their readers would, against the native server.</summary>
public sealed class SampleTests : ServerTests
{
#if DEBUG
    private const string Configuration = "debug";
#else
    private const string Configuration = "release";
#endif

    private Dictionary<string, string> Settings => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!)))
    {
        ["USER_SERVICE_URL"] = new Uri(Server.Address).Authority,
        ["INSECURE"] = "true",
    };

    [Test]
    public async Task The_worker_records_follows_lists_and_reads_an_error()
    {
        var program = Path.Combine(
            Repository.Root, "artifacts", "bin", "CodeFirst.Samples.Worker", Configuration, "CodeFirst.Samples.Worker.dll");

        var result = await new Command("dotnet", program) { Environment = Settings }.RunAsync();

        result.ExitCode.Should().Be(0, "{0}", result);
        Lines(result).Where(line => !line.StartsWith("info: ", StringComparison.Ordinal) && !line.StartsWith(' ')).Should().Equal(
            "1 user.created The user was created.",
            "2 login Login 1",
            "3 login Login 2",
            "4 login Login 3",
            "listed Ann",
            "INVALID_FIELDS: name, email");
    }

    [Test]
    public async Task The_Node_program_records_and_reads_what_it_recorded()
    {
        var result = await NodePackages.SampleAsync(Settings);

        result.ExitCode.Should().Be(0, "{0}", result);
        Lines(result).Should().Equal(
            "recorded 2", "recorded 3", "recorded 4",
            "1 user.created The user was created.", "2 login Login 1", "3 login Login 2", "4 login Login 3");
    }

    private static string[] Lines(CommandResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
