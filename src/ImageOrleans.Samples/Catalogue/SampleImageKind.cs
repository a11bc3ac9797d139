namespace ImageOrleans.Samples.Catalogue;

/// <summary>What is behind an image URL of the sample catalogue.</summary>
public enum SampleImageKind
{
    /// <summary>A photograph.</summary>
    Good,

    /// <summary>Nothing: the file does not exist, and a web server answers 404.</summary>
    Missing,

    /// <summary>An HTML page that is named as if it were a JPEG image.</summary>
    NotAnImage,
}
