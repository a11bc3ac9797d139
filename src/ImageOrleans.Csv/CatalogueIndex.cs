namespace ImageOrleans.Csv;

/// <summary>What one reading of a catalogue file found out: all that is needed to read any segment of it later.</summary>
public sealed record CatalogueIndex
{
    /// <summary>The number of rows in a segment; the last segment may have fewer.</summary>
    public const int RowsPerSegment = 256;

    /// <summary>How the file is written.</summary>
    public required CatalogueDialect Dialect { get; init; }

    /// <summary>The cells of the header, as they stand in the file.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    /// <summary>The number of rows below the header. Rows without any content do not count.</summary>
    public required int RowCount { get; init; }

    /// <summary>The number of image URLs in all rows.</summary>
    public required long ImageCount { get; init; }

    /// <summary>The number of rows that cannot be processed.</summary>
    public required int InvalidRowCount { get; init; }

    /// <summary>For each segment, the offset in bytes of its first row from the start of the file.</summary>
    public required IReadOnlyList<long> SegmentOffsets { get; init; }

    /// <summary>The number of rows of a segment.</summary>
    /// <param name="segment">The segment, from 0.</param>
    /// <returns>1 to <see cref="RowsPerSegment"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    public int RowsInSegment(int segment)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, SegmentOffsets.Count);
        return Math.Min(RowsPerSegment, RowCount - (segment * RowsPerSegment));
    }
}
