using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Events;

/// <summary>What became known of a request.</summary>
/// <param name="request">The request; null when there is none.</param>
internal sealed class RequestNews(RequestSnapshot? request)
{
    public RequestSnapshot? Request => request;

    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => request is null || request.Status.IsFinal();
}
