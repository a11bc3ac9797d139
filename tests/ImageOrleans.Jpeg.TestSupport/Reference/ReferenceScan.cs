namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The order of a scan's blocks (T.81 A.2) and its restart intervals (E.2.4).</summary>
/// <param name="components">The scan's components, in its order.</param>
/// <param name="restartInterval">MCUs from one restart marker to the next; 0 for none.</param>
internal sealed class ReferenceScan(List<ReferenceScanComponent> components, int restartInterval)
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="reader">Its data.</param>
    /// <param name="decoder">What decodes a block.</param>
    public void Decode(ReferenceBitReader reader, ReferenceCoefficientDecoder decoder)
    {
        var mcu = 0;
        foreach (var blocks in Mcus())
        {
            if (restartInterval > 0 && mcu > 0 && mcu % restartInterval == 0)
            {
                reader.Restart(((mcu / restartInterval) - 1) & 7);
                components.ForEach(component => component.Prediction = 0);
                decoder.Restart();
            }

            // An MCU that has begun is decoded with zeros to its end; those that come after it are left as they are.
            if (!reader.IsInsufficient)
            {
                foreach (var (component, block) in blocks)
                {
                    decoder.Decode(component, block);
                }
            }

            mcu++;
        }
    }

    private IEnumerable<IEnumerable<(ReferenceScanComponent Component, short[] Block)>> Mcus()
    {
        // A.2.2: a scan of one component holds the blocks that the picture needs, row by row.
        if (components is [var only])
        {
            return from row in Enumerable.Range(0, only.Component.BlocksHigh)
                   from column in Enumerable.Range(0, only.Component.BlocksWide)
                   select new[] { (only, only.Component.Block(row, column)) }.AsEnumerable();
        }

        // A.2.3: else each MCU holds horizontal times vertical blocks of each component, one component after another.
        return from row in Enumerable.Range(0, components[0].Component.PaddedBlocksHigh / components[0].Component.Vertical)
               from column in Enumerable.Range(0, components[0].Component.PaddedBlocksWide / components[0].Component.Horizontal)
               select from one in components
                      let component = one.Component
                      from y in Enumerable.Range(0, component.Vertical)
                      from x in Enumerable.Range(0, component.Horizontal)
                      select (one, component.Block((row * component.Vertical) + y, (column * component.Horizontal) + x));
    }
}
