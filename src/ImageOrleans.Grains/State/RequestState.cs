using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.State;

/// <summary>What a request grain keeps.</summary>
[GenerateSerializer]
public sealed class RequestState
{
    /// <summary>What was asked for; null before that.</summary>
    [Id(0)]
    public RequestSubmission? Submission { get; set; }

    /// <summary>How far it has come.</summary>
    [Id(1)]
    public RequestStatus Status { get; set; }

    /// <summary>Why it failed; null when there is nothing to say.</summary>
    [Id(2)]
    public string? StatusReason { get; set; }

    /// <summary>1 for the first time, one more for each retry.</summary>
    [Id(3)]
    public int Attempt { get; set; }

    /// <summary>The segments of this attempt in their order; null for all.</summary>
    [Id(4)]
    public ImmutableArray<int>? Segments { get; set; }

    /// <summary>How many of the attempt's segments are done without a gap.</summary>
    [Id(5)]
    public int SegmentsDone { get; set; }

    /// <summary>Those of the attempt's segments that are done behind the first that is not.</summary>
    [Id(6)]
    public ImmutableArray<int> SegmentsDoneAhead { get; set; } = [];

    /// <summary>The counts of the segments that are done, in this and in earlier attempts.</summary>
    [Id(7)]
    public RequestProgress Progress { get; set; } = new();

    /// <summary>Whether somebody asked to stop it.</summary>
    [Id(8)]
    public bool CancelRequested { get; set; }

    /// <summary>Whether somebody asked to remove it.</summary>
    [Id(9)]
    public bool DeleteRequested { get; set; }

    /// <summary>Whether the result is assembled.</summary>
    [Id(10)]
    public bool HasOutput { get; set; }

    /// <summary>When it was accepted.</summary>
    [Id(11)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the status or the counts changed last.</summary>
    [Id(12)]
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the attempt began.</summary>
    [Id(13)]
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it came to its end.</summary>
    [Id(14)]
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Whether its end is still to be told: to the table of requests, to the webhook.</summary>
    [Id(15)]
    public bool EndToTell { get; set; }

    /// <summary>Whether there is a request that people can see.</summary>
    [JsonIgnore]
    public bool IsKnown => Submission is not null && !DeleteRequested;

    /// <summary>Whether something is left to be done.</summary>
    [JsonIgnore]
    public bool HasWork => Submission is not null && (DeleteRequested || EndToTell || !Status.IsFinal());

    /// <summary>The segments of this attempt that are not done.</summary>
    /// <param name="segmentCount">How many segments the catalogue has.</param>
    /// <returns>The segments in their order.</returns>
    public IReadOnlyList<int> RemainingSegments(int segmentCount) =>
        [.. (Segments?.AsEnumerable() ?? Enumerable.Range(0, segmentCount)).Skip(SegmentsDone).Except(SegmentsDoneAhead)];

    /// <summary>Notes that a segment is done.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="progress">The counts with it.</param>
    public void MarkDone(int segment, RequestProgress progress)
    {
        Progress = progress;
        SegmentsDoneAhead = SegmentsDoneAhead.Add(segment);
        while (SegmentsDoneAhead.Contains(Next()))
        {
            SegmentsDoneAhead = SegmentsDoneAhead.Remove(Next());
            SegmentsDone++;
        }

        int Next() => Segments is not { } segments ? SegmentsDone : SegmentsDone < segments.Length ? segments[SegmentsDone] : -1;
    }

    /// <summary>Begins another attempt.</summary>
    /// <param name="segments">The segments to be done again.</param>
    /// <param name="kept">The counts of the others.</param>
    /// <param name="now">The time.</param>
    public void BeginAttempt(ImmutableArray<int> segments, RequestProgress kept, DateTimeOffset now)
    {
        Attempt++;
        Status = RequestStatus.Processing;
        StatusReason = null;
        Segments = segments;
        SegmentsDone = 0;
        SegmentsDoneAhead = [];
        Progress = kept;
        CancelRequested = false;
        HasOutput = false;
        EndToTell = false;
        StartedAt = now;
        FinishedAt = null;
    }

    /// <summary>The state as it is now.</summary>
    /// <returns>A copy that later changes don't touch.</returns>
    public RequestState Clone() => (RequestState)MemberwiseClone();
}
