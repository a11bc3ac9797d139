using System.Buffers.Binary;
using System.Globalization;
using ImageOrleans.Samples;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>
/// A set of JPEG photographs, each of which can be had as any number of different files: a comment segment (ITU-T T.81,
/// B.2.4.5) behind the start of the image holds a number. A store that goes by content takes them for different images.
/// </summary>
internal sealed class NumberedPictures
{
    private const int StartLength = 2;
    private const int CommentLength = 4 + DigitCount;
    private const int DigitCount = 12;

    private readonly byte[][] _pictures;

    private NumberedPictures(byte[][] pictures)
    {
        _pictures = pictures;
    }

    /// <summary>How many different photographs there are.</summary>
    public int Count => _pictures.Length;

    /// <summary>The average length of a file in bytes.</summary>
    public double AverageLength => _pictures.Average(picture => picture.Length + CommentLength);

    /// <summary>Draws photographs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="size">Their width and height in pixels.</param>
    public static NumberedPictures Draw(int count, int size)
    {
        var pictures = new byte[count][];
        Parallel.For(0, count, seed => pictures[seed] = SamplePhotographs.Jpeg(seed, size, size, quality: 92));
        return new NumberedPictures(pictures);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static NumberedPictures Read(string folder) =>
        new([.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]);

    /// <summary>Writes the photographs to a new folder, without numbers.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < _pictures.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:D4}.jpg")), _pictures[i]);
        }
    }

    /// <summary>The length of a file in bytes.</summary>
    public int LengthOf(long number) => PictureOf(number).Length + CommentLength;

    /// <summary>Writes a file.</summary>
    /// <param name="number">Its number, from 0: it chooses the photograph too.</param>
    /// <param name="destination">Where to, as many bytes as it is long.</param>
    public void CopyTo(long number, Span<byte> destination)
    {
        var picture = PictureOf(number).AsSpan();
        picture[..StartLength].CopyTo(destination);
        var comment = destination.Slice(StartLength, CommentLength);
        comment[0] = 0xFF;
        comment[1] = 0xFE;
        BinaryPrimitives.WriteUInt16BigEndian(comment[2..], 2 + DigitCount);
        number.TryFormat(comment[4..], out _, "D12", CultureInfo.InvariantCulture);
        picture[StartLength..].CopyTo(destination[(StartLength + CommentLength)..]);
    }

    /// <summary>Each photograph as a file, with the numbers from 0.</summary>
    public byte[][] ToFiles()
    {
        var files = new byte[Count][];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new byte[LengthOf(i)];
            CopyTo(i, files[i]);
        }

        return files;
    }

    private byte[] PictureOf(long number) => _pictures[number % _pictures.Length];
}
