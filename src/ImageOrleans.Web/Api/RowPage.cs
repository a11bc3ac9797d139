namespace ImageOrleans.Web.Api;

/// <summary>A page of rows, in the catalogue's order. Rows appear when their segment of 256 is finished.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Total">How many rows there are to page through by now.</param>
/// <param name="Offset">How many were skipped.</param>
/// <param name="Limit">How many were asked for.</param>
public sealed record RowPage(IReadOnlyList<RowResource> Items, int Total, int Offset, int Limit);
