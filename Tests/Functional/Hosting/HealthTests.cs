using Grpc.Core;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class HealthTests
{
    private ServerFixture _server = null!;
    private Health.HealthClient _health = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _server = new ServerFixture();
        _health = new Health.HealthClient(_server.Channel);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _server.Errors.Should().BeEmpty();
        _server.Dispose();
    }

    [TestCase("")]
    [TestCase("userservice.UserService")]
    [TestCase("live")]
    public async Task The_server_and_the_user_service_are_serving(string service)
    {
        var answer = await _health.CheckAsync(new HealthCheckRequest { Service = service });

        answer.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Test]
    public async Task The_answer_tells_the_version_in_its_metadata()
    {
        using var call = _health.CheckAsync(new HealthCheckRequest());

        var metadata = await call.ResponseHeadersAsync;

        metadata.GetValue("service-version").Should().StartWith(Repository.Version);
    }

    [Test]
    public async Task Unknown_service_fails_with_NOT_FOUND()
    {
        var check = async () => await _health.CheckAsync(new HealthCheckRequest { Service = "userservice.Nothing" });

        (await check.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.NotFound);
    }
}
