namespace Orleans.Runtime;

/// <summary>A stream that an activation is giving to someone.</summary>
internal interface IGrainStreamSession
{
    /// <summary>The activation ends: so does the stream.</summary>
    void Abort();
}
