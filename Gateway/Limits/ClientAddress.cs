using System.Net;
using System.Net.Sockets;

namespace CodeFirst.Gateway.Limits;

/// <summary>Tells clients apart by their address.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// Returns the address of the client, or of its network: who has an IPv6 address has 2^64 of them. The same text for all whose
    /// address is not known.
    /// </summary>
    public static string Of(HttpContext context, int trustedProxies)
    {
        var address = Forwarded(context.Request.Headers["X-Forwarded-For"].ToString(), trustedProxies)
            ?? context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static IPAddress? Forwarded(string header, int trustedProxies)
    {
        if (trustedProxies == 0)
        {
            return null;
        }

        var addresses = header.Split(',', StringSplitOptions.TrimEntries);

        return addresses.Length >= trustedProxies && IPAddress.TryParse(addresses[^trustedProxies], out var address) ? address : null;
    }
}
