using System.Net;
using System.Net.Sockets;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>build/smoke.sh, which cloudbuild.yaml runs before a revision gets traffic.</summary>
public sealed class SmokeTests : ServerTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "build", "smoke.sh");

    [TestCase("")]
    [TestCase("a.token.it-does-not-ask-for")]
    public async Task A_server_that_works_passes_and_is_not_changed(string token)
    {
        await NodePackages.BufAsync("--version"); // installed by then

        var result = await new Command(Script, "server", Server.Address, token).RunAsync();

        result.ExitCode.Should().Be(0, "{0}", result);
        result.Output.Should().Contain("userservice.UserService/ListUsers\n").And.EndWith("{}\n", "no user has been made");
    }

    [Test]
    public async Task A_server_that_does_not_answer_fails()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // and does not listen
        await NodePackages.BufAsync("--version");

        var result = await new Command(Script, "server", $"http://{socket.LocalEndPoint}").RunAsync();

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain("grpc.health.v1.Health");
    }

    [Test]
    public async Task Bad_arguments_are_told_how_it_is_used()
    {
        var result = await new Command(Script, "database").RunAsync();

        result.ExitCode.Should().Be(2);
        result.Error.Should().StartWith("usage: ");
    }
}
