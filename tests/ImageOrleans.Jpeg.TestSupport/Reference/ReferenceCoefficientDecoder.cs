namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Decodes the coefficients of one block after another.</summary>
internal abstract class ReferenceCoefficientDecoder
{
    /// <summary>Decodes what the scan has of a block.</summary>
    /// <param name="component">The block's component.</param>
    /// <param name="block">Its coefficients so far, in zigzag order.</param>
    public abstract void Decode(ReferenceScanComponent component, short[] block);

    /// <summary>Forgets what went before, at the beginning of a restart interval.</summary>
    public virtual void Restart()
    {
    }

    /// <summary>Stores a coefficient. Damaged data may point behind the block; libjpeg lets that be the last coefficient.</summary>
    private protected static void Store(short[] block, int position, int value) => block[Math.Min(position, 63)] = (short)value;

    /// <summary>F.2.2.1: the DC coefficient from its difference.</summary>
    private protected static int DecodeDc(ReferenceBitReader reader, ReferenceScanComponent component)
    {
        component.Prediction += reader.ReceiveExtended(component.Dc!.Decode(reader));
        return component.Prediction;
    }
}
