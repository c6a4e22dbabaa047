using CodeFirst.Calling;
using CodeFirst.Contracts;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class CodeFirstClientOptionsTests
{
    [Test]
    public void An_address_is_enough()
    {
        Problems(_ => { }).Should().BeEmpty();
    }

    [TestCase("")]
    [TestCase("  ")]
    public void An_address_there_must_be(string address)
    {
        Problems(options => options.Address = address).Should().Equal(
            "Client of Orders: Address is empty: set it to where the service is, such as orders-a1b2.a.run.app or localhost:8080.");
    }

    [Test]
    public void An_address_in_a_message_is_on_one_line()
    {
        Problems(options => options.Address = "a\nb\u2028c").Should().ContainSingle().Which.Should().StartWith(
            "Client of Orders: Address is \"a\\nb\\u2028c\": it is no host:");
    }

    [TestCase("users.example.com")]
    [TestCase("/users")]
    [TestCase("http://users.example.com")]
    [TestCase("https://ann@users.example.com")]
    [TestCase("https://a&format=standard")]
    [TestCase("https://a#b")]
    [TestCase("https://a?b")]
    [TestCase("https://a b")]
    [TestCase("https://a%20b")]
    [TestCase("32555940559.apps.googleusercontent.com")]
    public void An_audience_that_is_no_https_URL_is_refused(string audience)
    {
        Problems(options => options.Audience = audience).Should().Equal(
            $"Client of Orders: Audience is \"{audience}\": set it to an https URL without user name, query and fragment.");
    }

    [TestCase("https://users-a1b2.a.run.app")]
    [TestCase("https://users-a1b2.a.run.app/")]
    [TestCase("https://users.example.com/v1")]
    [TestCase("")]
    [TestCase(null)]
    public void An_audience_is_an_https_URL_or_left_out(string? audience)
    {
        Problems(options => options.Audience = audience).Should().BeEmpty();
    }

    [Test]
    public void Anonymous_and_an_audience_exclude_each_other()
    {
        Problems(options =>
        {
            options.Audience = "https://users.example.com";
            options.Anonymous = true;
        }).Should().Equal(
            "Client of Orders: Audience is \"https://users.example.com\": Anonymous sends no token to it: "
            + "leave one of the two out.");
    }

    [TestCase("users.example.com", "https://users.example.com", "https://users.example.com", "leave Audience out")]
    [TestCase("users-a1b2.a.run.app", null, "https://users-a1b2.a.run.app", "set Anonymous")]
    public void A_token_never_leaves_this_machine_without_TLS(string address, string? audience, string named, string fix)
    {
        Problems(options =>
        {
            options.Address = address;
            options.Insecure = true;
            options.Audience = audience;
        }).Should().Equal(
            $"Client of Orders: Insecure is true: the ID token for \"{named}\" would go to {address} without TLS: "
            + $"leave Insecure out, or {fix}.");
    }

    [TestCase("localhost:8080")]
    [TestCase("127.0.0.1:8080")]
    [TestCase("[::1]:8080")]
    public void A_token_may_go_to_this_machine_without_TLS(string address)
    {
        Problems(options =>
        {
            options.Address = address;
            options.Insecure = true;
            options.Audience = "https://users.example.com";
        }).Should().BeEmpty();
    }

    [Test]
    public void Without_a_token_TLS_may_be_left_out_anywhere()
    {
        Problems(options =>
        {
            options.Address = "users:8080";
            options.Insecure = true;
        }).Should().BeEmpty();
    }

    [Test]
    public void Every_number_that_is_out_of_bounds_is_named_at_once()
    {
        Problems(options =>
        {
            options.Deadline = TimeSpan.Zero;
            options.MaxAttempts = 11;
            options.ConnectTimeout = TimeSpan.FromSeconds(-1);
            options.ConnectionIdleTimeout = TimeSpan.FromDays(2);
            options.KeepAliveInterval = TimeSpan.FromMilliseconds(999);
            options.KeepAliveTimeout = TimeSpan.Zero;
            options.MaxReceiveMessageSize = 0;
            options.MaxSendMessageSize = -1;
        }).Should().Equal(
            "Client of Orders: Deadline is 00:00:00: set it to a time above zero, at most a day, or -00:00:00.001 for none.",
            "Client of Orders: MaxAttempts is 11: set it to a number from 1 to 10.",
            "Client of Orders: ConnectTimeout is -00:00:01: set it to a time above zero, at most a day.",
            "Client of Orders: ConnectionIdleTimeout is 2.00:00:00: set it to a time above zero, at most a day.",
            "Client of Orders: KeepAliveInterval is 00:00:00.9990000: set it to a time from one second to a day, "
            + "or -00:00:00.001 for never.",
            "Client of Orders: KeepAliveTimeout is 00:00:00: set it to a time from one second to a day.",
            "Client of Orders: MaxReceiveMessageSize is 0: set it to a number of bytes above zero.",
            "Client of Orders: MaxSendMessageSize is -1: set it to a number of bytes above zero.");
    }

    [TestCase(14)]
    [TestCase(86_401)]
    public void DNS_is_asked_no_more_often_than_gRPC_allows_and_at_least_once_a_day(int seconds)
    {
        var interval = TimeSpan.FromSeconds(seconds);

        Problems(options => options.DnsRefreshInterval = interval).Should().Equal(
            $"Client of Orders: DnsRefreshInterval is {interval}: set it to a time from 15 seconds to a day.");
    }

    [Test]
    public void A_certificate_and_its_key_come_together()
    {
        Problems(options => options.ClientCertificate = "tls.crt").Should().Equal(
            "Client of Orders: ClientCertificate is \"tls.crt\": it needs its private key: set ClientKey too.");
        Problems(options => options.ClientKey = "tls.key").Should().Equal(
            "Client of Orders: ClientKey is \"tls.key\": it needs its certificate: set ClientCertificate too.");
    }

    [Test]
    public void Files_that_cannot_be_read_are_named()
    {
        Problems(options =>
        {
            options.ClientCertificate = "/nowhere/tls.crt";
            options.ClientKey = "/nowhere/tls.key";
            options.ServerCa = "/nowhere/ca.crt";
        }).Should().SatisfyRespectively(
            certificate => certificate.Should().StartWith(
                "Client of Orders: ClientCertificate is \"/nowhere/tls.crt\": it and ClientKey must be PEM files that belong together: "),
            authority => authority.Should().StartWith(
                "Client of Orders: ServerCa is \"/nowhere/ca.crt\": it must be a PEM file with certificates: "));
    }

    [Test]
    public void Without_TLS_nobody_is_asked_for_a_certificate()
    {
        Problems(options =>
        {
            options.Insecure = true;
            options.ServerCa = "ca.crt";
        }).Should().Equal("Client of Orders: ServerCa is \"ca.crt\": it is for TLS: leave it out, or Insecure.");
    }

    [Test]
    public void A_token_goes_to_no_address_of_several_without_TLS()
    {
        Problems(options =>
        {
            options.Address = "static:///127.0.0.1:8080,10.0.0.1:8080";
            options.Insecure = true;
            options.Audience = "https://orders.example.com";
        }).Should().ContainSingle().Which.Should().Contain("would go to 10.0.0.1 without TLS");
    }

    [Test]
    public void No_limit_is_a_limit_too()
    {
        Problems(options =>
        {
            options.Deadline = Timeout.InfiniteTimeSpan;
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        }).Should().BeEmpty();
    }

    [Test]
    public void A_client_that_is_made_by_hand_refuses_them_too()
    {
        var create = () => CodeFirstClient.Create<IUserService>("http://localhost:8080");

        create.Should().Throw<OptionsValidationException>().WithMessage(
            "Client of CodeFirst.Contracts.IUserService: Address is \"http://localhost:8080\": http means no TLS, *");
    }

    private static IEnumerable<string> Problems(Action<CodeFirstClientOptions> change)
    {
        var options = new CodeFirstClientOptions { Address = "localhost" };
        change(options);

        return new CodeFirstClientOptionsValidator().Validate("Orders", options).Failures ?? [];
    }
}
