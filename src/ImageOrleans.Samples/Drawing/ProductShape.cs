namespace ImageOrleans.Samples.Drawing;

/// <summary>What a drawn product is.</summary>
public enum ProductShape
{
    /// <summary>A steel water bottle with a screw cap.</summary>
    Bottle,

    /// <summary>A box with a lid.</summary>
    Box,

    /// <summary>A sneaker.</summary>
    Shoe,

    /// <summary>A table lamp with a fabric shade.</summary>
    Lamp,

    /// <summary>A stoneware mug.</summary>
    Mug,

    /// <summary>A wrist watch with its strap.</summary>
    Watch,

    /// <summary>A backpack with a pocket.</summary>
    Backpack,

    /// <summary>A clay vase.</summary>
    Vase,

    /// <summary>Headphones.</summary>
    Headphones,

    /// <summary>A bentwood chair.</summary>
    Chair,

    /// <summary>A corked glass bottle with a paper label.</summary>
    GlassBottle,

    /// <summary>A box with a ribbon.</summary>
    GiftBox,

    /// <summary>A hiking boot.</summary>
    Boot,

    /// <summary>A desk lamp with a jointed arm.</summary>
    DeskLamp,

    /// <summary>A porcelain cup on its saucer.</summary>
    Cup,

    /// <summary>Three vases, one with a twig.</summary>
    VaseSet,

    /// <summary>An upholstered chair.</summary>
    LoungeChair,
}
