namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>Draws products of every shape. They stand on <see cref="Floor"/> and reach up to about −40.</summary>
internal static class Product
{
    /// <summary>Where standing products touch the ground.</summary>
    public const float Floor = 36;

    /// <summary>Whether a product is photographed from above, as it lies.</summary>
    public static bool Lies(ProductShape shape) => shape is ProductShape.Watch or ProductShape.Headphones;

    /// <summary>Half of the width on which a product stands.</summary>
    public static float HalfFoot(ProductShape shape) => shape switch
    {
        ProductShape.Bottle => 13,
        ProductShape.GlassBottle => 11,
        ProductShape.Mug => 22,
        ProductShape.Cup => 34,
        ProductShape.Vase => 13,
        ProductShape.DeskLamp => 16,
        ProductShape.Lamp => 15,
        ProductShape.Shoe or ProductShape.Boot => 39,
        ProductShape.Backpack => 27,
        _ => 31,
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
