namespace ImageOrleans.Web.Api;

/// <summary>The images of a request.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Those with an outcome.</param>
/// <param name="Compressed">Those that were made smaller.</param>
/// <param name="Kept">Those whose source was kept, because nothing smaller could be made.</param>
/// <param name="Failed">Those without a result.</param>
public sealed record ImageCounts(long Total, long Done, long Compressed, long Kept, long Failed);
