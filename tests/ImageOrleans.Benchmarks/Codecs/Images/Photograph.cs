namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>A photograph in a Debian package of wallpapers.</summary>
/// <param name="Package">The package.</param>
/// <param name="File">Its path in the package.</param>
/// <param name="Crops">How many squares are cut from it.</param>
internal sealed record Photograph(string Package, string File, int Crops = 1)
{
    /// <summary>
    /// The photographs the set is made from, 40 squares in all: what a camera took of the wallpapers of Debian 12, in colour but
    /// for two, and large enough to be made smaller first.
    /// </summary>
    public static IReadOnlyList<Photograph> All { get; } =
    [
        Lomiri("Bridge_by_Sander_Klootwijk", crops: 2),
        Lomiri("Dragonfly_by_Bolly", crops: 2),
        new("lomiri-wallpapers-20.04", "usr/share/backgrounds/Kleiber_by_Lukas_Baubkus.jpg", Crops: 3),
        Lomiri("Picture_0B_by_freespace"),
        Lomiri("Wine_by_Jakkub_Mede", crops: 2),
        Lomiri("aitzgorri_by_Aitzol_Berasategi"),
        Lomiri("free_by_Peter_Nerlich"),
        Lomiri("friends_by_Aitzol_Berasategi", crops: 2),
        Lomiri("greentock_by_Peter_Nerlich"),
        Lomiri("life_by_Aitzol_Berasategi", crops: 2),
        Lomiri("picosdeeuropa_by_Aitzol_Berasategi", crops: 2),
        Lomiri("seeding_by_Clements_Engelhardt", crops: 2),
        Lomiri("sunset_by_Aitzol_Berasategi", crops: 2),
        Mate("Aqua"),
        Mate("Garden"),
        Mate("LadyBird"),
        Mate("TwoWings"),
        Mate("Wood"),
        Mate("YellowFlower"),
        Plasma("BytheWater"),
        Plasma("ColdRipple"),
        Plasma("ColorfulCups"),
        Plasma("DarkestHour"),
        Plasma("EveningGlow"),
        Plasma("FallenLeaf"),
        Plasma("Grey"),
        Plasma("Kite"),
        Plasma("OneStandsOut"),
        Plasma("Path"),
        Plasma("summer_1am"),
    ];

    /// <summary>The squares of the photograph.</summary>
    /// <param name="picture">The photograph as it came.</param>
    /// <param name="side">Their side in pixels.</param>
    /// <returns>
    /// As many as <see cref="Crops"/>, spread along the longer side. The photograph is halved first, or reduced as far as the
    /// square allows, so that little is left of the traces of its own compression.
    /// </returns>
    public IEnumerable<RgbImage> CutSquares(RgbImage picture, int side)
    {
        const double scale = 2;
        var reduced = picture.ScaleDown(Math.Min(scale, (double)Math.Min(picture.Width, picture.Height) / side));
        for (var i = 0; i < Crops; i++)
        {
            yield return reduced.Crop(Offset(reduced.Width, i), Offset(reduced.Height, i), side, side);
        }

        int Offset(int length, int index)
        {
            var isLonger = length == Math.Max(reduced.Width, reduced.Height);
            return isLonger && Crops > 1 ? (length - side) * index / (Crops - 1) : (length - side) / 2;
        }
    }

    private static Photograph Lomiri(string name, int crops = 1) =>
        new("lomiri-wallpapers-16.04", $"usr/share/backgrounds/{name}.jpg", crops);

    private static Photograph Mate(string name) => new("mate-backgrounds", $"usr/share/backgrounds/mate/nature/{name}.jpg");

    private static Photograph Plasma(string name) =>
        new("plasma-workspace-wallpapers", $"usr/share/wallpapers/{name}/contents/images/2560x1600.jpg");
}
