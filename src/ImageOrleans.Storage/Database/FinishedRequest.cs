namespace ImageOrleans.Storage.Database;

/// <summary>A request that came to its end.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record FinishedRequest(Guid Id, DateTimeOffset FinishedAt);
