namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Takes the tokens of a sequential scan, rows of MCUs after each other, to sparse planes in the result's steps.
/// </summary>
internal readonly unsafe ref struct SparseSink(JpegWorkspace workspace, TrellisQuantiser? trellis) : ITokenSink
{
    private readonly JpegFrame _frame = workspace.Headers.Frame;

    /// <summary>Takes a row of MCUs.</summary>
    public void Take(int row, uint* tokens, uint* end)
    {
        var isSingle = _frame.ComponentCount == 1;
        var mcusWide = isSingle ? _frame.Components[0].BlocksWide : _frame.McusWide;
        for (var i = 0; i < _frame.ComponentCount; i++)
        {
            var component = _frame.Components[i];
            workspace.SparsePlanes[i].Expect(mcusWide * (isSingle ? 1 : component.Horizontal * component.Vertical));
        }

        // A block ends where the next one begins.
        *end = 0;
        for (var column = 0; column < mcusWide; column++)
        {
            for (var i = 0; i < _frame.ComponentCount; i++)
            {
                var component = _frame.Components[i];
                var (wide, high) = isSingle ? (1, 1) : (component.Horizontal, component.Vertical);
                for (var y = row * high; y < (row + 1) * high; y++)
                {
                    for (var x = column * wide; x < (column + 1) * wide; x++)
                    {
                        tokens = trellis == null ? TakeBlock(tokens, i, x, y) : ChooseBlock(tokens, i, x, y);
                    }
                }
            }
        }

        trellis?.Learn();
    }

    private uint* TakeBlock(uint* token, int component, int x, int y)
    {
        var plane = workspace.SparsePlanes[component];
        var state = workspace.States.Pointer + component;
        state->Level += (int)*token++ >> CompactToken.LevelShift;
        var target = plane.Next;
        for (; (*token & CompactToken.PositionMask) != 0; token++)
        {
            *target++ = *token & ~(uint)CompactToken.ClassBit;
        }

        if (x < plane.BlocksWide && y < plane.BlocksHigh)
        {
            plane.Add((y * plane.BlocksWide) + x, state->Level, target);
        }

        return token;
    }

    private uint* ChooseBlock(uint* token, int component, int x, int y)
    {
        var plane = workspace.SparsePlanes[component];
        var state = workspace.States.Pointer + component;
        state->Level += (int)*token++ >> CompactToken.LevelShift;
        var coefficients = plane.Next;
        var count = 0;
        for (; (*token & CompactToken.PositionMask) != 0; token++)
        {
            coefficients[count++] = *token & ~(uint)CompactToken.ClassBit;
        }

        if (x < plane.BlocksWide && y < plane.BlocksHigh)
        {
            var end = trellis!.Choose(component, _frame.Components[component].Class, coefficients, count, coefficients);
            plane.Add((y * plane.BlocksWide) + x, state->Level, end);
        }

        return token;
    }
}
