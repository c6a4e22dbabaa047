using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>A server that cannot start says why in one line, to someone who can mend it.</summary>
public sealed class StartTests
{
    [Test]
    public async Task A_second_server_on_the_same_database_is_refused()
    {
        using var folder = new DatabaseFolder();
        await using var first = await NativeServer.StartAsync(folder.DatabasePath);

        var second = await NativeServer.RunAsync(folder.DatabasePath);

        second.Should().Be(new CommandResult(
            1,
            "",
            $"'{folder.DatabasePath}' is in use by another server. Stop that one, or set Storage__ConnectionString to another file.\n"));
        var client = new UserService.UserServiceClient(first.Connect());
        await client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline);
    }

    [TestCase("eighty", TestName = "A_port_that_is_no_number_is_refused")]
    [TestCase("65536", TestName = "A_port_that_is_too_large_is_refused")]
    public async Task A_bad_port_is_refused(string port)
    {
        using var folder = new DatabaseFolder();

        var result = await NativeServer.RunAsync(folder.DatabasePath, port);

        result.Should().Be(new CommandResult(
            1, "", $"PORT is \"{port}\": set it to a number from 0 to 65535, or unset it for 8080.\n"));
        File.Exists(folder.DatabasePath).Should().BeFalse("a server that is refused leaves nothing behind");
    }

    [Test]
    public async Task A_port_that_is_taken_is_refused()
    {
        using var folder = new DatabaseFolder();
        using var otherFolder = new DatabaseFolder();
        await using var first = await NativeServer.StartAsync(folder.DatabasePath);
        var port = first.Port;

        var second = await NativeServer.RunAsync(otherFolder.DatabasePath, $"{port}");

        second.Should().Be(new CommandResult(
            1, "", $"PORT is {port}, and another program listens there: stop it, or set PORT to a free port (0 takes any).\n"));
    }

    [Test]
    public async Task A_file_that_is_no_database_is_refused()
    {
        using var folder = new DatabaseFolder();
        await File.WriteAllTextAsync(folder.DatabasePath, string.Concat(Enumerable.Repeat("This is a letter. ", 100)));

        var result = await NativeServer.RunAsync(folder.DatabasePath);

        result.ExitCode.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Error.Should().StartWith($"'{folder.DatabasePath}'");
        result.Error.Trim().Split('\n').Should().ContainSingle("there is one line, and no stack trace");
    }

    [Test]
    public async Task The_server_says_where_it_listens_and_what_to_try()
    {
        using var folder = new DatabaseFolder();
        await using var server = await NativeServer.StartAsync(folder.DatabasePath);

        await server.StopAsync(Patience.Limit);

        var port = server.Port;
        server.Output.First().Should().Contain($"listens on port {port}").And.Contain(folder.DatabasePath);
        server.Output.Where(line => line.Contains($"localhost:{port}", StringComparison.Ordinal))
            .Should().HaveCount(4, "there are four commands to try");
        server.Errors.Should().BeEmpty();
    }
}
