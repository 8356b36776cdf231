using System.Net;
using System.Net.Sockets;

namespace Portal.Access;

/// <summary>Where a request comes from, after a configured proxy has been looked through.</summary>
internal static class ClientAddress
{
    /// <summary>The address as sessions and audit rows keep it.</summary>
    public static string Of(HttpContext context) => Plain(context.Connection.RemoteIpAddress).ToString();

    /// <summary>The address as failures are counted: of IPv6 the first 64 bits, because one household has them all.</summary>
    public static string SourceOf(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress);
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }

    /// <summary>True for this machine itself; a request without a network (a server in a test) counts as such.</summary>
    public static bool IsLocal(HttpContext context) => IPAddress.IsLoopback(Plain(context.Connection.RemoteIpAddress));

    private static IPAddress Plain(IPAddress? address) => address switch
    {
        null => IPAddress.Loopback,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        _ => address,
    };
}
