using ImageOrleans.Contracts;
using ImageOrleans.Csv;

namespace ImageOrleans.Grains.Requests;

/// <summary>How a row gets the outcomes of its URLs.</summary>
/// <param name="Row">The row.</param>
/// <param name="Own">The URLs that it does the work for.</param>
/// <param name="Others">The URLs whose outcomes come from rows before it.</param>
internal sealed record RowPlan(CatalogueRow Row, IReadOnlyList<string> Own, IReadOnlyList<(string Url, Task<ImageOutcome> Outcome)> Others)
{
    /// <summary>Makes the plan of a row, and has the row own what no row before it has.</summary>
    public static RowPlan Make(CatalogueRow row, UrlWindow urls, int segment)
    {
        var own = new List<string>();
        var others = new List<(string, Task<ImageOutcome>)>();
        foreach (var url in row.Urls.Distinct(StringComparer.Ordinal))
        {
            if (urls.TryOwn(url, segment))
            {
                own.Add(url);
            }
            else
            {
                others.Add((url, urls.OutcomeOf(url)));
            }
        }

        return new RowPlan(row, own, others);
    }
}
