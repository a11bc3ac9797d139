namespace ImageOrleans.Contracts;

/// <summary>Questions about a <see cref="RequestStatus"/>.</summary>
public static class RequestStatusExtensions
{
    /// <summary>Whether a request with this status is at its end and changes no more, unless somebody asks for a retry.</summary>
    /// <param name="status">The status.</param>
    /// <returns>False for <see cref="RequestStatus.Pending"/> and <see cref="RequestStatus.Processing"/>.</returns>
    public static bool IsFinal(this RequestStatus status) => status is not (RequestStatus.Pending or RequestStatus.Processing);
}
