namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>The transcoders that this build has.</summary>
public static partial class JpegTranscoders
{
    /// <summary>The product's, if it is there.</summary>
    public static IJpegTranscoder? Product
    {
        get
        {
            IJpegTranscoder? product = null;
            AddProduct(ref product);
            return product;
        }
    }

    static partial void AddProduct(ref IJpegTranscoder? product);
}
