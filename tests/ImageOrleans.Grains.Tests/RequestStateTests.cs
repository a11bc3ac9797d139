using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;

namespace ImageOrleans.Grains.Tests;

public sealed class RequestStateTests
{
    [Fact]
    public void Segments_may_be_done_in_any_order()
    {
        var state = new RequestState();
        foreach (var segment in new[] { 2, 0, 4 })
        {
            state.MarkDone(segment, new RequestProgress { RowsDone = segment });
        }

        Assert.Equal((1, 4), (state.SegmentsDone, state.Progress.RowsDone));
        Assert.Equal([2, 4], state.SegmentsDoneAhead);
        Assert.Equal([1, 3, 5], state.RemainingSegments(6));

        state.MarkDone(1, new RequestProgress());
        Assert.Equal(3, state.SegmentsDone);
        Assert.Equal([3, 5], state.RemainingSegments(6));

        state.MarkDone(3, new RequestProgress());
        state.MarkDone(5, new RequestProgress());
        Assert.Equal(6, state.SegmentsDone);
        Assert.Empty(state.SegmentsDoneAhead);
        Assert.Empty(state.RemainingSegments(6));
    }

    [Fact]
    public void A_retry_does_its_own_segments_only()
    {
        var state = new RequestState { Attempt = 1, Status = RequestStatus.PartiallySucceeded, SegmentsDone = 10, CancelRequested = true, HasOutput = true };

        state.BeginAttempt([3, 7, 9], new RequestProgress { RowsDone = 70 }, DateTimeOffset.UnixEpoch);

        Assert.Equal((2, RequestStatus.Processing, 70, false, false), (state.Attempt, state.Status, state.Progress.RowsDone, state.CancelRequested, state.HasOutput));
        state.MarkDone(9, state.Progress);
        state.MarkDone(3, state.Progress);
        Assert.Equal([7], state.RemainingSegments(10));
        state.MarkDone(7, state.Progress);
        Assert.Empty(state.RemainingSegments(10));
    }

    [Fact]
    public void There_is_work_until_the_end_is_told()
    {
        var state = new RequestState
        {
            Submission = new RequestSubmission
            {
                UploadId = "u",
                ContentDigest = "d",
                FileName = "f",
                Settings = new CompressionSettings(),
                PublicBaseUrl = "b",
                RowCount = 1,
                ImageCount = 1,
            },
            Status = RequestStatus.Succeeded,
            EndToTell = true,
        };
        Assert.True(state.HasWork);

        state.EndToTell = false;
        Assert.False(state.HasWork);
    }

    [Fact]
    public void State_survives_storage()
    {
        var serializer = new GrainStateSerializer();
        var state = new RequestState
        {
            Submission = new RequestSubmission
            {
                UploadId = "u",
                ContentDigest = "d",
                FileName = "Möbel.csv",
                Settings = new CompressionSettings { Quality = 61, Format = OutputFormat.Avif, MaxHeight = 7 },
                PublicBaseUrl = "https://shop.example/",
                RowCount = 3,
                ImageCount = 4,
            },
            Status = RequestStatus.Canceled,
            Attempt = 2,
            Segments = [1, 5],
            SegmentsDone = 1,
            SegmentsDoneAhead = [5],
            Progress = new RequestProgress { RowsDone = 1, RowsFailed = 1, ImagesKept = 2, BytesIn = 3_000_000_000 },
            CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };

        var read = serializer.Deserialize<RequestState>(serializer.Serialize(state));

        Assert.Equivalent(state, read, strict: true);
    }

    [Fact]
    public void Outcomes_survive_storage()
    {
        var serializer = new GrainStateSerializer();
        var state = new ProductState
        {
            Attempt = 1,
            Outcomes =
            [
                new ImageOutcome { Status = ImageStatus.KeptOriginal, ImageHash = "00", Format = ImageFormat.WebP, BytesIn = 5, BytesOut = 5 },
                ImageOutcome.Failed(new ImageFailure(FailureCodes.TooLarge, "Too large.")),
            ],
        };

        var read = serializer.Deserialize<ProductState>(serializer.Serialize(state));

        Assert.Equal(state.Outcomes, read?.Outcomes.AsEnumerable());
    }
}
