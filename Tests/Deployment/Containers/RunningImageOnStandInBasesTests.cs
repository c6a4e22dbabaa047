using System.Net;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Deployment.Containers;

/// <summary>
/// The images as Cloud Run runs them: user 1654, read-only root, 256 MiB. The official base images are replaced by stand-ins of this
/// machine (base-images.sh).
/// </summary>
[Category("Container")]
public sealed class RunningImageOnStandInBasesTests
{
    private static readonly Dictionary<string, string> AnyPort = new() { ["PORT"] = "0" };

    private DirectoryInfo _data = null!;

    [SetUp]
    public void MakeDataFolder()
    {
        _data = Directory.CreateTempSubdirectory("codefirst-data-");
        File.SetUnixFileMode(_data.FullName, (UnixFileMode)0b111_111_111); // the user of the image is nobody here
    }

    [TearDown]
    public void RemoveDataFolder() => _data.Delete(recursive: true);

    [Test]
    public async Task The_server_answers_many_callers_within_the_memory_it_has_and_stops_when_told()
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var container = await Container.StartAsync(Images.Of("server"), AnyPort, _data.FullName);
        var users = container.Process.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);
        var created = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = "ann@example.com" });
        var startTime = TimeProvider.System.GetElapsedTime(started);

        var read = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => users.GetUserAsync(new GetUserRequest { Id = created.Id }).AsTask()));
        var (limit, peak) = await container.MemoryAsync();
        var exitCode = await container.Process.StopAsync(Patience.Limit);

        read.Should().AllBeEquivalentTo(created);
        limit.Should().Be(Container.MemoryLimit, "the kernel enforces it");
        peak.Should().BeLessThan(limit);
        exitCode.Should().Be(0, "{0}", string.Join('\n', container.Process.Errors));
        File.Exists(Path.Combine(_data.FullName, "users.db")).Should().BeTrue("the data is in the folder that is mounted");
        await TestContext.Out.WriteLineAsync(
            $"First answer (a user on disk) {startTime.TotalMilliseconds:F0} ms after runc was called; at most {peak >> 20} MiB used.");
    }

    [Test]
    public async Task The_server_says_what_is_missing_when_nothing_can_be_written()
    {
        var result = await Container.RunAsync(Images.Of("server"), AnyPort);

        result.ExitCode.Should().Be(1, "{0}", result);
        result.Error.Should().Contain("/data/users.db");
    }

    [Test]
    public async Task The_gateway_answers_through_the_server_and_needs_no_folder_to_write_to()
    {
        await using var server = await Container.StartAsync(Images.Of("server"), AnyPort, _data.FullName);
        var users = server.Process.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);
        var created = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = "ann@example.com" });
        var settings = new Dictionary<string, string>(AnyPort)
        {
            ["USER_SERVICE_URL"] = $"127.0.0.1:{server.Process.Port}",
            ["INSECURE"] = "true",
        };

        await using var gateway = await Container.StartAsync(Images.Of("gateway"), settings);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(gateway.Process.Address) };
        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative));
        var user = JsonNode.Parse(await http.GetStringAsync(new Uri($"/v1/users/{created.Id}", UriKind.Relative)))!;
        var smoke = await new Command(Path.Combine(Repository.Root, "build", "smoke.sh"), "gateway", gateway.Process.Address).RunAsync();
        var (limit, peak) = await gateway.MemoryAsync();
        var exitCode = await gateway.Process.StopAsync(Patience.Limit);

        health.StatusCode.Should().Be(HttpStatusCode.OK);
        health.Headers.GetValues("service-version").Should().Equal($"{Repository.Version}+{Images.Revision}");
        ((string?)user["name"]).Should().Be("Ann");
        smoke.ExitCode.Should().Be(0, "cloudbuild.yaml asks the same of a revision: {0}", smoke);
        limit.Should().Be(Container.MemoryLimit, "the kernel enforces it");
        peak.Should().BeLessThan(limit);
        exitCode.Should().Be(0, "{0}", string.Join('\n', gateway.Process.Errors));
    }
}
