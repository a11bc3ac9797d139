namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Sequential blocks (T.81 F.2.2).</summary>
/// <param name="reader">The scan's data.</param>
internal sealed class ReferenceSequentialDecoder(ReferenceBitReader reader) : ReferenceCoefficientDecoder
{
    /// <inheritdoc/>
    public override void Decode(ReferenceScanComponent component, short[] block)
    {
        Store(block, 0, DecodeDc(reader, component));

        // F.2.2.2, figure F.13.
        for (var k = 1; k < 64; k++)
        {
            var symbol = component.Ac!.Decode(reader);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run < 15)
                {
                    break;
                }

                k += 15;
                continue;
            }

            k += run;
            Store(block, k, reader.ReceiveExtended(size));
        }
    }
}
