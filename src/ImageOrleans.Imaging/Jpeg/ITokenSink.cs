namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Takes what <see cref="DirectPath"/> decodes.</summary>
internal unsafe interface ITokenSink
{
    /// <summary>Takes a row of MCUs.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="tokens">Its tokens, see <see cref="AcEntry"/>; they may be changed.</param>
    /// <param name="end">Behind the last one.</param>
    void Take(int row, uint* tokens, uint* end);
}
