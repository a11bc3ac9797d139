namespace ImageOrleans.Contracts.Tests;

public sealed class RequestProgressTests
{
    private static readonly ImageOutcome Compressed = new() { Status = ImageStatus.Compressed, BytesIn = 100, BytesOut = 40 };
    private static readonly ImageOutcome Kept = new() { Status = ImageStatus.KeptOriginal, BytesIn = 30, BytesOut = 30 };
    private static readonly ImageOutcome Failed = ImageOutcome.Failed(new ImageFailure(FailureCodes.CorruptImage, "Damaged."), bytesIn: 1000);

    [Fact]
    public void The_bytes_of_failed_images_do_not_count()
    {
        var progress = RequestProgress.OfRow([Compressed, Failed, Kept], isValid: true);

        Assert.Equal(
            new RequestProgress { RowsDone = 1, RowsFailed = 1, ImagesCompressed = 1, ImagesKept = 1, ImagesFailed = 1, BytesIn = 130, BytesOut = 70 },
            progress);
        Assert.Equal((3L, 2L), (progress.ImagesDone, progress.ImagesSucceeded));
    }

    [Fact]
    public void A_row_fails_by_a_failed_image_or_by_not_being_valid()
    {
        Assert.Equal(0, RequestProgress.OfRow([Compressed], isValid: true).RowsFailed);
        Assert.Equal(1, RequestProgress.OfRow([Failed], isValid: true).RowsFailed);
        Assert.Equal(1, RequestProgress.OfRow([], isValid: false).RowsFailed);
    }

    [Fact]
    public void Counts_of_disjoint_parts_add_up()
    {
        var one = RequestProgress.OfRow([Compressed, Failed], isValid: true);
        var two = RequestProgress.OfRow([Kept], isValid: true);

        Assert.Equal(
            new RequestProgress { RowsDone = 2, RowsFailed = 1, ImagesCompressed = 1, ImagesKept = 1, ImagesFailed = 1, BytesIn = 130, BytesOut = 70 },
            one + two);
    }
}
