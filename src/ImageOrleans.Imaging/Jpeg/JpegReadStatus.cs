namespace ImageOrleans.Imaging.Jpeg;

/// <summary>How reading a file's marker segments ended.</summary>
internal enum JpegReadStatus
{
    /// <summary>A scan header was read; its entropy-coded data follows.</summary>
    Scan,

    /// <summary>The image has ended.</summary>
    End,

    /// <summary>A segment is damaged.</summary>
    Damaged,

    /// <summary>The file is coded in a way that is not for the transcoder.</summary>
    Unsupported,

    /// <summary>The frame has more pixels than the limit.</summary>
    TooManyPixels,
}
