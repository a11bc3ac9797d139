using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>Draws products of every shape. They stand on <see cref="Floor"/> and reach up to about −40.</summary>
internal static class Product
{
    /// <summary>Where products that stand touch the ground.</summary>
    public const float Floor = 36;

    /// <summary>Whether a product is photographed from above, as it lies.</summary>
    public static bool Lies(ProductShape shape) => shape is ProductShape.Watch or ProductShape.Headphones;

    /// <summary>Where a product touches the ground, in perspective.</summary>
    public static SKRect Foot(ProductShape shape) => shape switch
    {
        ProductShape.Bottle => new SKRect(-13, 35, 13, 37.4f),
        ProductShape.GlassBottle => new SKRect(-11, 35, 11, 37.4f),
        ProductShape.Mug => new SKRect(-28, 34.4f, 16, 37.6f),
        ProductShape.Cup => new SKRect(-36, 31, 36, 39),
        ProductShape.Vase => new SKRect(-13, 35, 13, 38),
        ProductShape.VaseSet => new SKRect(-32, 35.4f, 32, 37),
        ProductShape.Lamp => new SKRect(-14, 35.4f, 14, 37),
        ProductShape.DeskLamp => new SKRect(-24, 34, 8, 38),
        ProductShape.Box or ProductShape.GiftBox => new SKRect(-37, 20, 39, 38),
        ProductShape.Shoe or ProductShape.Boot => new SKRect(-40, 35.4f, 42, 36.8f),
        ProductShape.Backpack => new SKRect(-27, 35.4f, 27, 37.4f),
        ProductShape.Chair => new SKRect(-26, 33, 26, 37),
        ProductShape.LoungeChair => new SKRect(-31, 33, 31, 37),
        _ => default,
    };

    public static void Draw(ProductShape shape, Painter painter, Look look)
    {
        Action<Painter, Look> draw = shape switch
        {
            ProductShape.Bottle => Bottles.DrawSteel,
            ProductShape.GlassBottle => Bottles.DrawGlass,
            ProductShape.Mug => Mugs.DrawMug,
            ProductShape.Cup => Mugs.DrawCup,
            ProductShape.Vase => Vases.DrawOne,
            ProductShape.VaseSet => Vases.DrawSet,
            ProductShape.Box => Boxes.DrawWithLid,
            ProductShape.GiftBox => Boxes.DrawGift,
            ProductShape.Shoe => Shoes.DrawSneaker,
            ProductShape.Boot => Shoes.DrawBoot,
            ProductShape.Lamp => Lamps.DrawTableLamp,
            ProductShape.DeskLamp => Lamps.DrawDeskLamp,
            ProductShape.Watch => Watch.Draw,
            ProductShape.Backpack => Backpack.Draw,
            ProductShape.Headphones => Headphones.Draw,
            ProductShape.Chair => Chairs.DrawBentwood,
            ProductShape.LoungeChair => Chairs.DrawLounge,
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape."),
        };
        draw(painter, look);
    }
}
