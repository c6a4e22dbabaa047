using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Limits;
using Microsoft.Extensions.Configuration;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class GatewaySettingsTests
{
    [Test]
    public void The_defaults_are_those_of_the_gateway_it_replaces()
    {
        var options = Read<UpstreamOptions>([], out var problems);

        (options.Address, options.Insecure, options.Audience, options.Deadline)
            .Should().Be(("localhost:8080", false, null, TimeSpan.FromSeconds(5)));
        problems.Should().BeEmpty();
    }

    [TestCase("INSECURE", "yes", "INSECURE is \"yes\": set it to true or false, or unset it for false.")]
    [TestCase("Gateway:DeadlineSeconds", "0", "Gateway__DeadlineSeconds is \"0\": set it to a number from 1 to 3600, or unset it for 5.")]
    [TestCase(
        "Gateway:HeartbeatSeconds",
        "x",
        "Gateway__HeartbeatSeconds is \"x\": set it to a number from 1 to 3600, or unset it for 15.")]
    [TestCase(
        "USER_SERVICE_URL",
        "ftp://a",
        "USER_SERVICE_URL is \"ftp://a\": only https, dns, static and, with Insecure, http can be called: write https, or leave out everything"
        + " up to ://.")]
    [TestCase(
        "USER_SERVICE_URL",
        "http://a",
        "USER_SERVICE_URL is \"http://a\": http means no TLS, so anyone on the network can read and change the calls: write https, or"
        + " set Insecure.")]
    [TestCase(
        "USER_SERVICE_URL",
        "users:8080/path",
        "USER_SERVICE_URL is \"users:8080/path\": it has a path, a query or a fragment: end it after the port.")]
    [TestCase(
        "USER_SERVICE_AUDIENCE",
        "https://a&b",
        "USER_SERVICE_AUDIENCE is \"https://a&b\": set it to the https URL of the service, or unset it.")]
    [TestCase("USER_SERVICE_AUDIENCE", "users", "USER_SERVICE_AUDIENCE is \"users\": set it to the https URL of the service, or unset it.")]
    public void A_wrong_setting_is_named_with_its_value_and_the_fix(string name, string value, string problem)
    {
        Read<UpstreamOptions>(new() { [name] = value }, out var problems);

        problems.Should().Equal(problem);
    }

    [TestCase("*")]
    [TestCase("app.example.com")]
    [TestCase("https://app.example.com/")]
    [TestCase("https://app.example.com/path")]
    [TestCase("file:///a")]
    public void What_is_no_origin_is_refused(string origin)
    {
        Read<CorsSettings>(new() { ["Cors:AllowedOrigins"] = $"https://good.example,{origin}" }, out var problems);

        problems.Should().Equal(
            $"Cors__AllowedOrigins is \"{origin}\": set it to origins with commas between, such as"
            + " https://app.example.com: no path, no *.");
    }

    [Test]
    public void On_Cloud_Run_the_address_of_the_client_is_the_one_its_front_end_adds()
    {
        Read<RateLimitOptions>([], out _).TrustedProxies.Should().Be(0);
        Read<RateLimitOptions>(new() { ["K_SERVICE"] = "gateway" }, out _).TrustedProxies.Should().Be(1);
    }

    private static T Read<T>(Dictionary<string, string?> settings, out IReadOnlyList<string> problems)
        where T : ISettings, new()
    {
        var reader = new SettingReader(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var options = new T();
        options.Read(reader);
        problems = reader.Problems;

        return options;
    }
}
