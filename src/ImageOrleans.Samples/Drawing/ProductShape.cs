namespace ImageOrleans.Samples.Drawing;

/// <summary>What a drawn product looks like from the side.</summary>
public enum ProductShape
{
    /// <summary>A bottle with a neck and a cap.</summary>
    Bottle,

    /// <summary>A box with rounded edges.</summary>
    Box,

    /// <summary>A shoe with a sole.</summary>
    Shoe,

    /// <summary>A table lamp with a shade.</summary>
    Lamp,

    /// <summary>A mug with a handle.</summary>
    Mug,

    /// <summary>A wrist watch with its strap.</summary>
    Watch,

    /// <summary>A backpack with a pocket.</summary>
    Backpack,

    /// <summary>A vase.</summary>
    Vase,

    /// <summary>Headphones.</summary>
    Headphones,

    /// <summary>A chair.</summary>
    Chair,
}
