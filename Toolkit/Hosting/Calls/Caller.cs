using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Hosting.Calls;

/// <summary>Tells callers apart whose streams are counted.</summary>
internal static class Caller
{
    private const int BytesOfNetwork = 8;

    /// <summary>Returns the identity of the caller; without one its address, of which IPv6 gives a caller a whole network (/64).</summary>
    public static string Of(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } identity)
        {
            return $"{identity.AuthenticationType} {name}";
        }

        return context.Connection.RemoteIpAddress is { } address ? Network(address) : "";
    }

    internal static string Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(BytesOfNetwork).Clear();

        return new IPAddress(bytes).ToString();
    }
}
