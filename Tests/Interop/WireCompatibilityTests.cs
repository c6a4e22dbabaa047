using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>The exported .proto against the seed's, and against the rules of buf.</summary>
public sealed class WireCompatibilityTests
{
    private const string Rules = "--config=Tests/Interop/buf.rules.yaml";

    [Test]
    public async Task The_exported_file_breaks_no_client_of_the_seed()
    {
        var result = await BreakingAsync(Repository.Proto);

        result.ToString().Should().Be("exit code 0");
    }

    [TestCase(
        "  string email = 3;", "  string mail = 3;", "Field \"3\" with name \"mail\" on message \"User\" changed",
        TestName = "A_field_with_another_name_is_reported")]
    [TestCase(
        "  string email = 3;", "  string email = 9;", "Previously present field \"3\" with name \"email\" on message \"User\" was deleted",
        TestName = "A_field_with_another_number_is_reported")]
    [TestCase(
        "int32 total_count", "string total_count", "Field \"3\" with name \"total_count\" on message \"ListUsersResponse\" changed type",
        TestName = "A_field_of_another_type_is_reported")]
    [TestCase(
        "rpc GetUser(", "rpc ReadUser(", "Previously present RPC \"GetUser\" on service \"UserService\" was deleted",
        TestName = "An_rpc_that_is_gone_is_reported")]
    public async Task A_change_is_reported(string before, string after, string complaint)
    {
        var folder = Directory.CreateTempSubdirectory("codefirst-");
        try
        {
            var exported = await File.ReadAllTextAsync(Path.Combine(Repository.Proto, "user_service.proto"));
            var changed = exported.Replace(before, after, StringComparison.Ordinal);
            changed.Should().NotBe(exported);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "user_service.proto"), changed);

            var result = await BreakingAsync(folder.FullName);

            result.ExitCode.Should().Be(100, "{0}", result);
            result.Output.Should().Contain(complaint);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task The_exported_file_is_formatted_as_buf_formats()
    {
        var result = await NodePackages.BufAsync("format", "--diff", "--exit-code", Repository.Proto);

        result.ToString().Should().Be("exit code 0");
    }

    [Test]
    public async Task The_exported_file_follows_the_rules_of_buf_but_where_the_seed_does_not()
    {
        var result = await NodePackages.BufAsync("lint", Rules, Repository.Proto);

        result.ToString().Should().Be("exit code 0");
    }

    private static Task<CommandResult> BreakingAsync(string folder) =>
        NodePackages.BufAsync("breaking", folder, "--against=Tests/Interop/seed", Rules);
}
