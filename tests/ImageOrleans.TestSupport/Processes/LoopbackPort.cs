using System.Net;
using System.Net.Sockets;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>Ports of the loopback address for programs that must be told theirs.</summary>
public static class LoopbackPort
{
    // Below those that the system gives to connections that go out, so that no such connection takes one before its program does.
    private const int Lowest = 15_000;
    private const int Highest = 32_000;

    /// <summary>A port that no program listens on.</summary>
    /// <param name="except">A port to pass over: it is promised to a program that does not listen yet.</param>
    public static int FindFree(int except = 0)
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (port == except)
            {
                continue;
            }

            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one is.
            }
        }
    }
}
