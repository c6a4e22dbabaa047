using System.Net;
using System.Security.Claims;
using CodeFirst.Hosting.Calls;
using Microsoft.AspNetCore.Http;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

public sealed class CallerTests
{
    [TestCase("192.0.2.7", "192.0.2.7")]
    [TestCase("::ffff:192.0.2.7", "192.0.2.7")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [TestCase("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    public void A_caller_without_an_identity_is_its_address(string address, string caller)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

        Caller.Of(context).Should().Be(caller);
    }

    [Test]
    public void A_caller_with_an_identity_is_the_same_from_anywhere()
    {
        var context = new DefaultHttpContext
        {
            Connection = { RemoteIpAddress = IPAddress.Loopback },
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("email", "ann@example.com")], "Bearer", "email", null)),
        };

        Caller.Of(context).Should().Be("Bearer ann@example.com");
    }
}
