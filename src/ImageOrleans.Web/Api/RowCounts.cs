namespace ImageOrleans.Web.Api;

/// <summary>The rows of a request.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Those with an outcome for each image.</param>
/// <param name="Failed">Those that are done and have a failed image, or are not valid.</param>
public sealed record RowCounts(int Total, int Done, int Failed);
