namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Takes what <see cref="DirectPath"/> decodes.</summary>
internal unsafe interface ITokenSink
{
    /// <summary>Takes a row of MCUs.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="tokens">Its tokens, see <see cref="CompactToken"/>; there is a place before them that may be written to.</param>
    /// <param name="end">Behind the last one, where there is another place.</param>
    void Take(int row, uint* tokens, uint* end);
}
