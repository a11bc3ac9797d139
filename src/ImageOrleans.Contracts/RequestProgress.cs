namespace ImageOrleans.Contracts;

/// <summary>Counts of what is done of a request.</summary>
[GenerateSerializer, Immutable]
public sealed record RequestProgress
{
    /// <summary>Rows with an outcome for each of their images.</summary>
    [Id(0)]
    public int RowsDone { get; init; }

    /// <summary>Images that were made smaller.</summary>
    [Id(1)]
    public long ImagesCompressed { get; init; }

    /// <summary>Images whose source was kept, because nothing smaller could be made.</summary>
    [Id(2)]
    public long ImagesKept { get; init; }

    /// <summary>Images without a result.</summary>
    [Id(3)]
    public long ImagesFailed { get; init; }

    /// <summary>The bytes of the sources of all images that have a result.</summary>
    [Id(4)]
    public long BytesIn { get; init; }

    /// <summary>The bytes of all results.</summary>
    [Id(5)]
    public long BytesOut { get; init; }

    /// <summary>Rows that are done and have a failed image, or are not valid.</summary>
    [Id(6)]
    public int RowsFailed { get; init; }

    /// <summary>Images with a result.</summary>
    public long ImagesSucceeded => ImagesCompressed + ImagesKept;

    /// <summary>Images with an outcome.</summary>
    public long ImagesDone => ImagesCompressed + ImagesKept + ImagesFailed;

    /// <summary>The counts of two disjoint parts of a request together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static RequestProgress operator +(RequestProgress left, RequestProgress right) => Add(left, right);

    /// <summary>The counts of two disjoint parts of a request together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static RequestProgress Add(RequestProgress left, RequestProgress right) => new()
    {
        RowsDone = left.RowsDone + right.RowsDone,
        RowsFailed = left.RowsFailed + right.RowsFailed,
        ImagesCompressed = left.ImagesCompressed + right.ImagesCompressed,
        ImagesKept = left.ImagesKept + right.ImagesKept,
        ImagesFailed = left.ImagesFailed + right.ImagesFailed,
        BytesIn = left.BytesIn + right.BytesIn,
        BytesOut = left.BytesOut + right.BytesOut,
    };

    /// <summary>The counts of one row.</summary>
    /// <param name="outcomes">The outcomes of its images.</param>
    /// <param name="isValid">Whether it could be processed at all.</param>
    /// <returns>Counts with <see cref="RowsDone"/> 1.</returns>
    public static RequestProgress OfRow(IEnumerable<ImageOutcome> outcomes, bool isValid)
    {
        long compressed = 0, kept = 0, failed = 0, bytesIn = 0, bytesOut = 0;
        foreach (var outcome in outcomes)
        {
            switch (outcome.Status)
            {
                case ImageStatus.Compressed:
                    compressed++;
                    break;
                case ImageStatus.KeptOriginal:
                    kept++;
                    break;
                default:
                    failed++;
                    continue;
            }

            bytesIn += outcome.BytesIn;
            bytesOut += outcome.BytesOut;
        }

        return new RequestProgress
        {
            RowsDone = 1,
            RowsFailed = failed > 0 || !isValid ? 1 : 0,
            ImagesCompressed = compressed,
            ImagesKept = kept,
            ImagesFailed = failed,
            BytesIn = bytesIn,
            BytesOut = bytesOut,
        };
    }
}
