using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>Reads the body of an answer into pooled memory, and stops at the limits of size and time.</summary>
internal sealed class BodyReader(FetchingOptions options, BufferBudget budget)
{
    /// <summary>A body of unknown length starts with so much.</summary>
    private const int FirstCapacity = 64 * 1024;

    // What tells the end from a byte too many. Written by every reader, read by none.
    private static readonly byte[] OneByteTooMany = new byte[1];

    private readonly int _maxBytes = (int)options.MaxBytes;

    /// <summary>Reads the body.</summary>
    /// <returns>The body, which the caller disposes; or what is wrong with it.</returns>
    public async ValueTask<(PooledBody? Body, FetchFailure? Failure)> ReadAsync(HttpContent content, AttemptClock clock)
    {
        // The handler has taken the length away from a body that it decompresses.
        long? announced = content.Headers.ContentLength;
        if (announced > _maxBytes)
        {
            return (null, TooLarge());
        }

        int limit = (int)(announced ?? _maxBytes);
        PooledBody body = await StartAsync(announced is null ? Math.Min(FirstCapacity, limit) : limit, limit, clock);
        FetchFailure? failure = null;
        bool isComplete = false;
        try
        {
            Stream stream = await content.ReadAsStreamAsync(clock.Token);
            bool fits = await FillAsync(body, stream, clock);
            // HTTP/2 does not end a body at its announced length, so the two can differ.
            failure = announced is not null && (!fits || body.Length < announced) ? TransportFailures.CutShort(cause: null)
                : !fits ? TooLarge()
                : body.Length == 0 ? new FetchFailure(FailureCodes.EmptyBody, "The server's answer has no bytes.")
                : null;
            isComplete = failure is null;
            return isComplete ? (body, null) : (null, failure);
        }
        finally
        {
            if (!isComplete)
            {
                body.Dispose();
            }
        }
    }

    private async ValueTask<PooledBody> StartAsync(int capacity, int limit, AttemptClock clock)
    {
        long size = PooledBody.SizeInPool(capacity);
        if (!budget.TryTake(size))
        {
            clock.Pause();
            await budget.TakeAsync(size, clock.Token);
        }

        return PooledBody.OnTakenBudget(capacity, limit, budget);
    }

    private async ValueTask<bool> FillAsync(PooledBody body, Stream stream, AttemptClock clock)
    {
        while (true)
        {
            Memory<byte> free = body.GetFree();
            bool isFull = free.IsEmpty;
            clock.RunFor(options.IdleTimeout);
            int read = await stream.ReadAsync(isFull ? OneByteTooMany : free, clock.Token);
            if (read == 0)
            {
                return true;
            }

            if (isFull)
            {
                return false;
            }

            body.Advance(read);
        }
    }

    private FetchFailure TooLarge() => new(FailureCodes.TooLarge, $"The image is larger than the limit of {_maxBytes} bytes.");
}
