using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orleans.StandIn.Tests.Arguments;

[GenerateSerializer]
public class Basket
{
    [Id(0)]
    public IList<string> Items { get; set; } = [];

    [Id(1)]
    public IDictionary<string, int[]> Counts { get; init; } = new Dictionary<string, int[]>(StringComparer.Ordinal);

    [Id(2)]
    public Basket? Inner { get; set; }
}

[GenerateSerializer]
public sealed class GiftBasket : Basket
{
    [Id(0)]
    private string _note = "";

    [Id(1)]
    public Uri? Link { get; set; }

    public string Note
    {
        get => _note;
        set => _note = value;
    }
}

[GenerateSerializer]
public sealed record Offer(string Name, decimal Price, ImmutableArray<string> Tags);

[GenerateSerializer, Immutable]
public sealed record FixedOffer([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<int> Codes);

[GenerateSerializer]
[StructLayout(LayoutKind.Auto)]
public record struct Point([property: Id(0)] int X, [property: Id(1)] int? Y);

[GenerateSerializer]
public sealed class Pair<T>
{
    [Id(0)]
    public T? Left { get; set; }

    [Id(1)]
    public T? Right { get; set; }
}

[GenerateSerializer]
public enum Colour
{
    Red,
    Blue,
}

public enum Size
{
    Small,
    Large,
}

/// <summary>Nobody told Orleans how to carry it.</summary>
public sealed class Unmarked
{
    public int Value { get; set; }
}
