using ImageOrleans.Contracts;
using ImageOrleans.Samples.Drawing;
using SkiaSharp;

namespace ImageOrleans.Samples.Catalogue;

/// <summary>What is in the sample catalogue.</summary>
internal static class ProductList
{
    private const int MissingImage = 22;
    private const int NotAnImage = 43;

    private static readonly (string Name, string Slug, string Label, ProductShape Shape, uint Colour, int Images)[] Rows =
    [
        ("Aurora Table Lamp", "aurora-table-lamp", "AURORA", ProductShape.Lamp, 0xFF5E7F86, 3),
        ("Fjord Water Bottle 750 ml", "fjord-water-bottle", "FJORD", ProductShape.Bottle, 0xFF2F5D73, 2),
        ("Stoneware Mug Dune", "stoneware-mug-dune", "DUNE", ProductShape.Mug, 0xFFA8B0A2, 2),
        ("Trailrunner GTX Shoe", "trailrunner-gtx-shoe", "GTX 900", ProductShape.Shoe, 0xFF3F6C8C, 3),
        ("Storage Box 12\", with Lid, \"Oak\"", "storage-box-oak", "OAK 12", ProductShape.Box, 0xFFC9985F, 2),
        ("Commuter Backpack 22 L", "commuter-backpack-22l", "METRO 22", ProductShape.Backpack, 0xFF4A5560, 4),
        ("Diver Watch 200 m", "diver-watch-200m", "200 M", ProductShape.Watch, 0xFF22406A, 1),
        ("Café Crème Mug", "cafe-creme-mug", "CREME", ProductShape.Mug, 0xFFD9B98C, 2),
        ("Studio Headphones X2", "studio-headphones-x2", "X2", ProductShape.Headphones, 0xFF3A3D42, 3),
        ("Bentwood Chair", "bentwood-chair", "BENT", ProductShape.Chair, 0xFF8A5A38, 2),
        ("Olive Oil Extra Virgin 0.5 l", "olive-oil-extra-virgin", "OLIVA", ProductShape.GlassBottle, 0xFF7D8B2F, 1),
        ("Terracotta Vase Mira", "terracotta-vase-mira", "MIRA", ProductShape.Vase, 0xFFB8623F, 3),
        ("Gift Box Medium", "gift-box-medium", "FOR YOU", ProductShape.GiftBox, 0xFFD8C7B8, 2),
        ("Canvas Sneaker Low", "canvas-sneaker-low", "LOW", ProductShape.Shoe, 0xFFB5453A, 4),
        ("Reading Lamp Lumen", "reading-lamp-lumen", "LUMEN", ProductShape.DeskLamp, 0xFFD0A03E, 2),
        ("Field Watch Automatic", "field-watch-automatic", "AUTO", ProductShape.Watch, 0xFF5A6148, 1),
        ("Jørgensen Lounge Chair", "jorgensen-lounge-chair", "J 40", ProductShape.LoungeChair, 0xFFC08A3E, 3),
        ("School Backpack Comet", "school-backpack-comet", "COMET", ProductShape.Backpack, 0xFFB4574A, 2),
        ("Wireless Headphones Calm", "wireless-headphones-calm", "CALM", ProductShape.Headphones, 0xFFD8D2C8, 3),
        ("Bud Vase Set", "bud-vase-set", "BUD", ProductShape.VaseSet, 0xFF6F8A94, 2),
        ("Cold Brew Bottle", "cold-brew-bottle", "BREW", ProductShape.GlassBottle, 0xFF5A3524, 1),
        ("Hiking Boot Alta", "hiking-boot-alta", "ALTA", ProductShape.Boot, 0xFF8A6440, 4),
        ("Shoe Box Archive", "shoe-box-archive", "ARCHIVE", ProductShape.Box, 0xFF9AA3A8, 2),
        ("Espresso Cup Ristretto", "espresso-cup-ristretto", "UNO", ProductShape.Cup, 0xFFE6E2DA, 3),
        ("Bedside Lamp Petite", "bedside-lamp-petite", "PETITE", ProductShape.Lamp, 0xFFC9928A, 3),
    ];

    private static readonly (int Width, int Height)[] Sizes =
    [
        (800, 800), (600, 600), (640, 800), (1000, 750), (500, 500), (900, 600), (720, 720), (1200, 900), (560, 560), (750, 1000),
        (1200, 1200),
    ];

    public static IReadOnlyList<SampleProduct> Create()
    {
        var products = new List<SampleProduct>();
        var position = 0;
        foreach (var (name, slug, label, shape, colour, count) in Rows)
        {
            var images = new List<SampleImage>();
            for (var view = 0; view < count; view++)
            {
                var (width, height) = Sizes[position % Sizes.Length];
                images.Add(CreateImage(position++, slug, new Photograph
                {
                    Seed = 1000 + products.Count,
                    Shape = shape,
                    Width = width,
                    Height = height,
                    Colour = new SKColor(colour),
                    Label = label,
                    View = view,
                }));
            }

            products.Add(new SampleProduct(products.Count + 1, name, images));
        }

        return products;
    }

    private static SampleImage CreateImage(int position, string slug, Photograph photograph)
    {
        // Two in three are JPEG, as in shops; of the PNG files every other is a cut-out.
        var format = (position % 6) switch { 3 => ImageFormat.Png, 5 => ImageFormat.WebP, _ => ImageFormat.Jpeg };
        var kind = position switch
        {
            MissingImage => SampleImageKind.Missing,
            NotAnImage => SampleImageKind.NotAnImage,
            _ => SampleImageKind.Good,
        };
        var extension = format switch { ImageFormat.Png => "png", ImageFormat.WebP => "webp", _ => "jpg" };
        return new SampleImage(
            $"{slug}-{photograph.View + 1}.{extension}",
            kind,
            format,
            kind == SampleImageKind.Good ? photograph with { IsCutOut = format == ImageFormat.Png && position % 12 == 3 } : null);
    }
}
