using CodeFirst.Calling;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class ServiceAddressTests
{
    private const string NoHost = "it is no host: write host, host:port or https://host:port, with an IPv6 address in brackets";
    private const string NoPort = "its port is no number from 1 to 65535: write it after the colon, or leave out both";
    private const string NoScheme =
        "only https, dns, static and, with Insecure, http can be called: write https, or leave out everything up to ://";
    private const string NoTls =
        "http means no TLS, so anyone on the network can read and change the calls: write https, or set Insecure";
    private const string TooMuch = "it has a path, a query or a fragment: end it after the port";

    [TestCase("users.example.com", "https://users.example.com/")]
    [TestCase("Users.Example.COM", "https://users.example.com/")]
    [TestCase("users.example.com:443", "https://users.example.com/")]
    [TestCase("users.example.com:8443", "https://users.example.com:8443/")]
    [TestCase("https://users.example.com", "https://users.example.com/")]
    [TestCase("HTTPS://users.example.com/", "https://users.example.com/")]
    [TestCase("https://users.example.com:8443/", "https://users.example.com:8443/")]
    [TestCase("localhost:8080", "https://localhost:8080/")]
    [TestCase("10.0.0.7", "https://10.0.0.7/")]
    [TestCase("[2001:db8::1]", "https://[2001:db8::1]/")]
    [TestCase("[2001:db8::1]:8443", "https://[2001:db8::1]:8443/")]
    public void An_address_is_one_with_TLS(string text, string expected)
    {
        Parse(text, insecure: false).Uri.AbsoluteUri.Should().Be(expected);
    }

    [TestCase("localhost", "http://localhost/")]
    [TestCase("localhost:8080", "http://localhost:8080/")]
    [TestCase("http://localhost:8080", "http://localhost:8080/")]
    [TestCase("http://users:8080/", "http://users:8080/")]
    [TestCase("[::1]:8080", "http://[::1]:8080/")]
    public void An_insecure_address_is_one_without_TLS(string text, string expected)
    {
        Parse(text, insecure: true).Uri.AbsoluteUri.Should().Be(expected);
    }

    [TestCase("http://localhost:8080", false, NoTls)]
    [TestCase("https://localhost", true, "https and Insecure exclude each other: write http, or leave Insecure out")]
    [TestCase("file:///etc/passwd", true, NoScheme)]
    [TestCase("://localhost", false, NoScheme)]
    [TestCase("https://", false, NoHost)]
    [TestCase(":8080", false, NoHost)]
    [TestCase(" localhost", false, NoHost)]
    [TestCase("local host", false, NoHost)]
    [TestCase("localhost\n", false, NoHost)]
    [TestCase("localhost\\path", false, NoHost)]
    [TestCase("local%68ost", false, NoHost)]
    [TestCase("::1", false, NoHost)]
    [TestCase("2001:db8::1:8080", false, NoHost)]
    [TestCase("[::1", false, NoHost)]
    [TestCase("localhost:80:80", false, NoHost)]
    [TestCase("localhost:65536", false, NoHost)]
    [TestCase("localhost:-1", false, NoHost)]
    [TestCase("localhost:http", false, NoHost)]
    [TestCase("localhost:", false, NoPort)]
    [TestCase("localhost:0", false, NoPort)]
    [TestCase("https://localhost:/", false, NoPort)]
    [TestCase("dns://orders:8080", false, "it lacks a slash: write dns:///orders:8080")]
    [TestCase("static://10.0.0.1:8080", true, "it lacks a slash: write static:///10.0.0.1:8080")]
    [TestCase("dns:///", false, NoHost)]
    [TestCase("dns:///orders:0", false, NoPort)]
    [TestCase("dns:///orders/path", false, TooMuch)]
    [TestCase("dns:///one,two", false, NoHost)]
    [TestCase("static:///", false, NoHost)]
    [TestCase("static:///10.0.0.1:8080,", false, NoHost)]
    [TestCase("static:///10.0.0.1:8080, 10.0.0.2:8080", false, NoHost)]
    [TestCase("static:///10.0.0.1:8080,10.0.0.2:0", false, NoPort)]
    [TestCase("ann@localhost", false, "it has a user name: take out what is before the @")]
    [TestCase("https://ann:secret@localhost", false, "it has a user name: take out what is before the @")]
    [TestCase("localhost/users", false, TooMuch)]
    [TestCase("https://localhost/users", false, TooMuch)]
    [TestCase("https://localhost/?a", false, TooMuch)]
    [TestCase("https://localhost?", false, TooMuch)]
    [TestCase("https://localhost#", false, TooMuch)]
    public void What_is_no_address_is_refused_with_the_reason(string text, bool insecure, string expected)
    {
        var isAddress = ServiceAddress.TryParse(text, insecure, out _, out var reason);

        isAddress.Should().BeFalse();
        reason.Should().Be(expected);
    }

    [TestCase("dns:///orders:8080", "dns:///orders:8080", false)]
    [TestCase("DNS:///orders", "dns:///orders", false)]
    [TestCase("static:///10.0.0.1:8080,[::1]:8080", "static:///10.0.0.1:8080,[::1]:8080", true)]
    public void An_address_may_have_many(string text, string expected, bool insecure)
    {
        var address = Parse(text, insecure);

        address.Uri.OriginalString.Should().Be(expected);
        address.IsSecure.Should().Be(!insecure);
        address.CloudRunAudience.Should().BeNull();
    }

    [TestCase("localhost", true)]
    [TestCase("static:///127.0.0.1:8080,localhost:8081", true)]
    [TestCase("static:///127.0.0.1:8080,10.0.0.1:8081", false)]
    [TestCase("dns:///localhost:8080", true)]
    [TestCase("dns:///orders:8080", false)]
    [TestCase("LOCALHOST:8080", true)]
    [TestCase("127.0.0.1", true)]
    [TestCase("127.1.2.3:80", true)]
    [TestCase("0x7f.1", true)]
    [TestCase("[::1]", true)]
    [TestCase("[::ffff:127.0.0.1]", true)]
    [TestCase("localhost.example.com", false)]
    [TestCase("127.0.0.1.example.com", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("10.0.0.1", false)]
    [TestCase("[2001:db8::1]", false)]
    [TestCase("metadata.google.internal", false)]
    public void Only_this_machine_is_loopback(string text, bool expected)
    {
        Parse(text, insecure: true).IsLoopback.Should().Be(expected);
    }

    [TestCase("users-a1b2.a.run.app", "https://users-a1b2.a.run.app")]
    [TestCase("https://Users-A1B2.a.run.app:443/", "https://users-a1b2.a.run.app")]
    [TestCase("users-123.europe-west1.run.app", "https://users-123.europe-west1.run.app")]
    [TestCase("canary---users-a1b2.a.run.app", "https://users-a1b2.a.run.app")]
    [TestCase("users.example.com", null)]
    [TestCase("run.app", null)]
    [TestCase("evilrun.app", null)]
    [TestCase("users.run.app.example.com", null)]
    [TestCase("localhost", null)]
    public void The_audience_of_a_service_on_Cloud_Run_is_its_URL(string text, string? expected)
    {
        Parse(text, insecure: false).CloudRunAudience.Should().Be(expected);
    }

    private static ServiceAddress Parse(string text, bool insecure)
    {
        ServiceAddress.TryParse(text, insecure, out var address, out var reason).Should().BeTrue(reason);

        return address!;
    }
}
