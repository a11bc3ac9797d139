namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a JPEG file looks like before its picture is decoded.</summary>
public enum JpegInspection
{
    /// <summary>There is a picture to transcode, whole or damaged.</summary>
    Readable,

    /// <summary>The file is coded in a way that is for pixel codecs: arithmetic coding, 12 bits, lossless, hierarchical, DNL.</summary>
    Foreign,

    /// <summary>A segment before the picture is damaged. A pixel codec may get over that.</summary>
    Doubtful,

    /// <summary>There is no picture, or nothing of it.</summary>
    NothingToShow,
}
