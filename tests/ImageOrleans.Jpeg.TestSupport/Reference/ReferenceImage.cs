namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>A JPEG, read as far as its quantised coefficients.</summary>
public sealed class ReferenceImage
{
    /// <summary>The width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The coding it came in.</summary>
    public required ReferenceFrameKind Kind { get; init; }

    /// <summary>The components, in the order of the frame header.</summary>
    public required IReadOnlyList<ReferenceComponent> Components { get; init; }

    /// <summary>All application and comment segments, in the order of the file.</summary>
    public required IReadOnlyList<ReferenceSegment> Segments { get; init; }

    /// <summary>The largest horizontal sampling factor.</summary>
    public int MaxHorizontal => Components.Max(component => component.Horizontal);

    /// <summary>The largest vertical sampling factor.</summary>
    public int MaxVertical => Components.Max(component => component.Vertical);

    /// <summary>What the components are, as libjpeg decides it (jdapimin.c, default_decompress_parms).</summary>
    public ReferenceColourSpace ColourSpace => Components.Count switch
    {
        1 => ReferenceColourSpace.Gray,
        3 when Segments.Any(segment => segment.IsJfif) => ReferenceColourSpace.YCbCr,
        3 when AdobeTransform is { } transform => transform == 0 ? ReferenceColourSpace.Rgb : ReferenceColourSpace.YCbCr,
        3 => Components.Select(component => component.Id).SequenceEqual("RGB"u8.ToArray())
            ? ReferenceColourSpace.Rgb
            : ReferenceColourSpace.YCbCr,
        4 => AdobeTransform is { } transform && transform != 0 ? ReferenceColourSpace.Ycck : ReferenceColourSpace.Cmyk,
        _ => ReferenceColourSpace.Unknown,
    };

    private byte? AdobeTransform => Segments.LastOrDefault(segment => segment.IsAdobe)?.Data[11];

    /// <summary>Whether a component is a colour difference, which the eye sees less well.</summary>
    /// <param name="component">The component's place in the frame.</param>
    /// <returns>True for Cb and Cr.</returns>
    public bool IsChrominance(int component) =>
        component is 1 or 2 && ColourSpace is (ReferenceColourSpace.YCbCr or ReferenceColourSpace.Ycck);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="maxPixels">With more pixels it is refused.</param>
    /// <returns>What libjpeg would make of it.</returns>
    /// <exception cref="ReferenceRefusalException">Nothing can be made of it here.</exception>
    public static ReferenceImage Read(ReadOnlySpan<byte> file, long maxPixels = 10_000_000) =>
        new ReferenceParser(file, maxPixels).Read();
}
