using System.Net.Sockets;
using System.Security.Authentication;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>Says what the exceptions of the HTTP stack mean.</summary>
internal static class TransportFailures
{
    /// <summary>Whether the network or the server caused an exception, rather than a bug.</summary>
    public static bool IsTransport(Exception exception) => exception
        is HttpRequestException
        or IOException
        or InvalidDataException // a compressed body that is none
        or OperationCanceledException { InnerException: TimeoutException }; // the handler's connect timeout

    /// <summary>Describes an exception for which <see cref="IsTransport"/> holds.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isRedirected">Whether the URL is the server's rather than the user's.</param>
    public static FetchFailure Describe(Exception exception, bool isRedirected) => exception switch
    {
        HttpRequestException { InnerException: AddressNotAllowedException refused } => new(
            FailureCodes.AddressNotAllowed,
            // The user did not write this URL: what it names is not his to know.
            isRedirected ? "The server redirected to a host without a public address." : refused.PublicMessage)
        { Cause = exception },

        HttpRequestException { InnerException: SocketException socket } => Describe(socket.SocketErrorCode, exception),

        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException } =>
            new(FailureCodes.TlsFailed, "The TLS handshake failed: the server's certificate or TLS configuration is invalid.")
            { Cause = exception },

        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(FailureCodes.ConnectionFailed, "The server's answer has headers that are too long.") { Cause = exception },

        OperationCanceledException => NotConnectedInTime(exception),

        _ => CutShort(exception),
    };

    /// <summary>The answer broke off, or was not to be understood.</summary>
    public static FetchFailure CutShort(Exception? cause) =>
        new(FailureCodes.ConnectionFailed, "The connection broke before the server's answer was complete.")
        { IsTransient = true, Cause = cause };

    /// <summary>The time of the attempt is up.</summary>
    public static FetchFailure TimedOut(bool isAnswered, Exception cause) => new(
        FailureCodes.Timeout,
        isAnswered ? "The server did not finish sending the image in time." : "The server did not answer in time.")
    { IsTransient = true, Cause = cause };

    private static FetchFailure Describe(SocketError error, Exception exception) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData =>
            new(FailureCodes.HostNotFound, "The host name does not exist.") { Cause = exception },
        SocketError.TryAgain or SocketError.NoRecovery =>
            new(FailureCodes.HostNotFound, "The host name could not be resolved.") { IsTransient = true, Cause = exception },
        SocketError.TimedOut => NotConnectedInTime(exception),
        _ => new(FailureCodes.ConnectionFailed, "The connection to the server failed.")
        { IsTransient = true, Cause = exception },
    };

    private static FetchFailure NotConnectedInTime(Exception exception) =>
        new(FailureCodes.Timeout, "The server could not be connected to in time.") { IsTransient = true, Cause = exception };
}
