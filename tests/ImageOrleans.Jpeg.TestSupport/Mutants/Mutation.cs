using ImageOrleans.Jpeg.TestSupport.Corpus;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>A change to a file.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Where">Where: a place of the file, or a part of it, modulo how many there are.</param>
/// <param name="Value">With what.</param>
public sealed record Mutation(MutationKind Kind, uint Where, uint Value)
{
    /// <summary>Chooses a change.</summary>
    public static Mutation Choose(Random random) => new(
        (MutationKind)random.Next(Enum.GetValues<MutationKind>().Length), (uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1L << 32));

    /// <summary>Makes the change.</summary>
    /// <param name="file">The file.</param>
    /// <param name="other">Another file, to splice with.</param>
    /// <returns>A new file.</returns>
    public byte[] Apply(byte[] file, byte[] other)
    {
        if (file.Length == 0)
        {
            return file;
        }

        // Half of the places lie in the first 700 bytes, where headers and tables are.
        var end = Where % 2 == 0 ? Math.Min(file.Length, 700) : file.Length;
        var place = (int)(Where / 2 % end);
        var count = (int)Math.Min(1 + (Value % 40), file.Length - place);
        switch (Kind)
        {
            case MutationKind.FlipBit:
                return [.. file[..place], (byte)(file[place] ^ (1 << (int)(Value % 8))), .. file[(place + 1)..]];
            case MutationKind.SetByte:
                return [.. file[..place], (byte)Value, .. file[(place + 1)..]];
            case MutationKind.CutEnd:
                return file[..(int)(Where % file.Length)];
            case MutationKind.CutMiddle:
                return [.. file[..place], .. file[(place + count)..]];
            case MutationKind.RepeatBytes:
                return [.. file[..(place + count)], .. file[place..]];
            case MutationKind.ClearBytes:
                return [.. file[..place], .. new byte[count], .. file[(place + count)..]];
            case MutationKind.InsertMarker:
                return [.. file[..place], 0xFF, (byte)(0xC0 + (Value % 64)), .. file[place..]];
            default:
                return FileParts.Join(Rearrange([.. FileParts.Split(file)], FileParts.Split(other)));
        }
    }

    private List<byte[]> Rearrange(List<byte[]> parts, IReadOnlyList<byte[]> others)
    {
        var index = (int)(Where % parts.Count);
        var second = (int)(Value % parts.Count);
        var part = parts[index];
        switch (Kind)
        {
            case MutationKind.RepeatPart:
                parts.Insert(second, part);
                break;
            case MutationKind.RemovePart:
                parts.RemoveAt(index);
                break;
            case MutationKind.SwapParts:
                (parts[index], parts[second]) = (parts[second], part);
                break;
            case MutationKind.SetLength when part.Length > 4:
                // Often near the truth: there the checks are.
                var length = Value % 2 == 0 ? (int)(Value >> 16) : part.Length - 2 + (int)(Value % 9) - 4;
                parts[index] = [.. part[..2], (byte)(length >> 8), (byte)length, .. part[4..]];
                break;
            case MutationKind.SplicePart when others.Count > 0:
                parts[index] = others[(int)(Value % others.Count)];
                break;
            case MutationKind.SetExtreme when part.Length > 4:
                byte[] extremes = [0, 1, 0x0F, 0x10, 0x11, 0x3F, 0x40, 0x7F, 0x80, 0xF0, 0xFE, 0xFF];
                parts[index] = [.. part];
                parts[index][4 + (int)(Value / 16 % Math.Min(part.Length - 4, 24))] = extremes[Value % extremes.Length];
                break;
        }

        return parts;
    }
}
