using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.Tests.Mutants;

/// <summary>Faults.</summary>
internal static class Faulty
{
    /// <summary>A file whose first level is another by one.</summary>
    public static byte[] WithOneLevelMore(byte[] file)
    {
        var image = ReferenceImage.Read(file);
        var block = image.Components[0].Block(0, 0);
        block[0] += (short)(block[0] > 0 ? -1 : 1);
        return new ReferenceEncoder(image).WriteSequential();
    }

    /// <summary>A transcoder that looks at the byte behind its input.</summary>
    public static BrokenTranscoder Overreading() => new((source, output) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(source), source.Length) == 1 ? null : output);
}
