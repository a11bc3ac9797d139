using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>A page of requests, newest first.</summary>
/// <param name="Items">The requests.</param>
/// <param name="NextCursor">What to ask with for the next page; null on the last.</param>
public sealed record RequestPage(IReadOnlyList<RequestResource> Items, string? NextCursor);
