namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Makes a pixel of another.</summary>
internal delegate void PixelMap(ReadOnlySpan<byte> from, Span<byte> to);
