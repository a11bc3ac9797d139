using System.Net;
using System.Net.Sockets;

namespace Orleans.StandIn.Tests.Support;

internal static class FreePorts
{
    /// <summary>Two ports of loopback that nobody listens on right now.</summary>
    public static (int Silo, int Gateway) Pair()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }
}
