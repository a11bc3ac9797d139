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

    /// <summary>The counts of the rows that are done and not kept yet.</summary>
    public RequestProgress Progress { get; private set; } = new();

    /// <summary>Whether all rows are done.</summary>
    public bool IsComplete => !_outcomes.Any(outcomes => outcomes.IsDefault);

    /// <summary>The rows that are done, in their order, with their outcomes.</summary>
    public IEnumerable<(CatalogueRow Row, ImmutableArray<ImageOutcome> Outcomes)> Done =>
        rows.Zip(_outcomes).Where(row => !row.Second.IsDefault);

    public void Complete(CatalogueRow row, ImmutableArray<ImageOutcome> outcomes)
    {
        _outcomes[row.Index - rows[0].Index] = outcomes;
        Progress += RequestProgress.OfRow(outcomes, isValid: row.Error is null);
    }

    /// <summary>Notes that what is done is kept: from now on it is counted there.</summary>
    public void MarkKept() => Progress = new RequestProgress();
}
