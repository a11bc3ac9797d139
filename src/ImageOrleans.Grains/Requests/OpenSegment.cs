using System.Collections.Immutable;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;

namespace ImageOrleans.Grains.Requests;

/// <summary>A segment that is being worked on: its rows, and the outcomes as they come in.</summary>
/// <param name="number">The segment, from 0.</param>
/// <param name="rows">Its rows in their order.</param>
internal sealed class OpenSegment(int number, IReadOnlyList<CatalogueRow> rows)
{
    private readonly ImmutableArray<ImageOutcome>[] _outcomes = new ImmutableArray<ImageOutcome>[rows.Count];

    public int Number => number;

    public IReadOnlyList<CatalogueRow> Rows => rows;

    /// <summary>The counts of the rows that are done.</summary>
    public RequestProgress Progress { get; private set; } = new();

    /// <summary>The outcomes of a row, which must be done.</summary>
    public ImmutableArray<ImageOutcome> OutcomesOf(int index) => _outcomes[index];

    public void Complete(CatalogueRow row, ImmutableArray<ImageOutcome> outcomes)
    {
        _outcomes[row.Index - rows[0].Index] = outcomes;
        Progress += RequestProgress.OfRow(outcomes, isValid: row.Error is null);
    }
}
