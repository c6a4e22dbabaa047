using CodeFirst.Server.Users;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class StartBannerTests
{
    [Test]
    public void It_tells_the_port_the_store_and_what_to_try()
    {
        var text = StartBanner.Text("1.2.3", 8123, "SQLite, data/users.db", isAuthenticated: false);

        text.Should().Contain("1.2.3").And.Contain("port 8123").And.Contain("SQLite, data/users.db");
        text.Should().Contain("grpcurl -plaintext localhost:8123 list");
        text.Should().Contain(
            "grpcurl -plaintext -d '{\"name\":\"Ann\",\"email\":\"ann@example.com\"}' localhost:8123 userservice.UserService/CreateUser");
        text.Should().Contain("grpcurl -plaintext localhost:8123 userservice.UserService/ListUsers");
        text.Should().Contain("\n  curl http://localhost:8123/v1/users\n");
    }

    [Test]
    public void Without_HTTP_it_tells_of_gRPC_alone()
    {
        var text = StartBanner.Text("1.2.3", 8123, "none", isAuthenticated: false, hasHttp: false);

        text.Should().Contain("listens on port 8123 (gRPC, without TLS)").And.NotContain("HTTP").And.NotContain("  curl");
    }

    [Test]
    public void With_authentication_the_commands_send_a_token()
    {
        var text = StartBanner.Text("1.2.3", 8123, "none", isAuthenticated: true);

        text.Should().Contain("grpcurl -plaintext -H \"authorization: Bearer $ID_TOKEN\" localhost:8123 list");
        text.Should().Contain("curl -H \"authorization: Bearer $ID_TOKEN\" http://localhost:8123/v1/users");
    }

    [Test]
    public void With_TLS_the_commands_use_it()
    {
        var text = StartBanner.Text("1.2.3", 8123, "none", isAuthenticated: false, isTls: true);

        text.Should().Contain("with TLS").And.Contain("grpcurl localhost:8123 list").And.NotContain("-plaintext").And.Contain("curl https://localhost:8123/v1/users");
    }
}
