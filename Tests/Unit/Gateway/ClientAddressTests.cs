using System.Net;
using CodeFirst.Gateway.Limits;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class ClientAddressTests
{
    [TestCase(0, "198.51.100.7", "192.0.2.1")]
    [TestCase(1, "198.51.100.7", "198.51.100.7")]
    [TestCase(1, "203.0.113.9, 198.51.100.7", "198.51.100.7")]
    [TestCase(2, "203.0.113.9, 198.51.100.7,10.0.0.1", "198.51.100.7")]
    [TestCase(2, "198.51.100.7", "192.0.2.1")]
    [TestCase(1, "", "192.0.2.1")]
    [TestCase(1, "unknown", "192.0.2.1")]
    [TestCase(1, "::ffff:198.51.100.7", "198.51.100.7")]
    [TestCase(1, "2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    public void The_client_is_whom_the_outermost_trusted_proxy_saw(int proxies, string header, string expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        context.Request.Headers["X-Forwarded-For"] = header;

        ClientAddress.Of(context, proxies).Should().Be(expected);
    }

    [Test]
    public void Lines_of_the_header_are_one_list()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Forwarded-For"] = new(["203.0.113.9", "198.51.100.7"]);

        ClientAddress.Of(context, 1).Should().Be("198.51.100.7");
    }
}
