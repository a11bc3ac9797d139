namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>NEXTBIT and RECEIVE over entropy-coded data (T.81 F.2.2.4, F.2.2.5), with libjpeg's answer to missing data: zeros.</summary>
/// <param name="data">The whole file.</param>
/// <param name="position">Where the entropy-coded data begins.</param>
public sealed class ReferenceBitReader(byte[] data, int position)
{
    private int _byte;
    private int _bitsLeft;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The marker that has ended the data; zero until then. The end of the file counts as EOI.</summary>
    public byte Marker { get; private set; }

    /// <summary>Whether bits were asked for when there were none.</summary>
    public bool IsInsufficient { get; private set; }

    /// <summary>NEXTBIT.</summary>
    /// <returns>0 or 1; 0 behind the end of the data.</returns>
    public int ReadBit()
    {
        if (_bitsLeft == 0 && !ReadByte())
        {
            IsInsufficient = true;
            return 0;
        }

        return (_byte >> --_bitsLeft) & 1;
    }

    /// <summary>RECEIVE.</summary>
    /// <param name="count">How many bits, 0 to 16.</param>
    /// <returns>Them as a number, first bit highest.</returns>
    public int Receive(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            value = (value << 1) | ReadBit();
        }

        return value;
    }

    /// <summary>RECEIVE and EXTEND (T.81 F.2.2.1): a signed value of a magnitude category.</summary>
    /// <param name="size">The category, 0 to 15.</param>
    /// <returns>The value.</returns>
    public int ReceiveExtended(int size)
    {
        var value = Receive(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>
    /// Goes on behind the next restart marker (T.81 E.2.4). If another marker is there, resynchronises like libjpeg's
    /// jpeg_resync_to_restart: the markers up to two ahead stay for their turn, those up to two behind are passed over.
    /// </summary>
    /// <param name="expected">The number of the restart marker that ought to come, 0 to 7.</param>
    public void Restart(int expected)
    {
        _bitsLeft = 0;
        if (Marker == 0)
        {
            NextMarker();
        }

        while (Marker < 0xC0 || (Marker is >= 0xD0 and <= 0xD7 && ((Marker - expected) & 7) is 6 or 7))
        {
            NextMarker();
        }

        if (Marker is >= 0xD0 and <= 0xD7 && ((Marker - expected) & 7) is 0 or 3 or 4 or 5)
        {
            Marker = 0;
            IsInsufficient = false;
        }
    }

    /// <summary>Looks for a marker (T.81 B.1.1.2), over whatever lies before it.</summary>
    private void NextMarker()
    {
        Marker = 0;
        while (Marker == 0)
        {
            while (Position < data.Length && data[Position] != 0xFF)
            {
                Position++;
            }

            Marker = ReadAfterFf();
        }
    }

    private bool ReadByte()
    {
        if (Marker != 0)
        {
            return false;
        }

        if (Position < data.Length && data[Position] != 0xFF)
        {
            _byte = data[Position++];
        }
        else if (ReadAfterFf() is var marker && marker != 0)
        {
            Marker = marker;
            return false;
        }
        else
        {
            _byte = 0xFF;
        }

        _bitsLeft = 8;
        return true;
    }

    /// <summary>Reads FF bytes and the byte behind them.</summary>
    private byte ReadAfterFf()
    {
        const byte endOfImage = 0xD9;
        while (Position < data.Length && data[Position] == 0xFF)
        {
            Position++;
        }

        return Position < data.Length ? data[Position++] : endOfImage;
    }
}
