using CodeFirst.Gateway.Hosting;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class GatewayBannerTests
{
    [Test]
    public void It_tells_the_port_the_service_and_what_to_try()
    {
        var text = StartBanner.Text("1.2.3", 8123, "users.example:443");

        text.Should().Contain("1.2.3").And.Contain("listens on port 8123").And.Contain("users.example:443");
        text.Should().Contain("http://localhost:8123/docs").And.Contain("curl localhost:8123/v1/users");
    }
}
