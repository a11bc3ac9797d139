namespace ImageOrleans.Storage.Database;

/// <summary>A place in the list of requests.</summary>
/// <param name="CreatedAt">When the last request of a page was accepted.</param>
/// <param name="Id">Its id.</param>
public sealed record RequestCursor(DateTimeOffset CreatedAt, Guid Id);
