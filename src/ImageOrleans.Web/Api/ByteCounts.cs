namespace ImageOrleans.Web.Api;

/// <summary>Bytes before and after.</summary>
/// <param name="In">Of the sources.</param>
/// <param name="Out">Of the results.</param>
public sealed record ByteCounts(long In, long Out);
