namespace ImageOrleans.Imaging.Libvips;

/// <summary>What of a picture's metadata is to be written with it.</summary>
internal enum MetadataToWrite
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The ICC profile and nothing else.</summary>
    ProfileAlone,

    /// <summary>All that the picture has left.</summary>
    All,
}
