namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <content>Builds that have the product's transcoder.</content>
public static partial class JpegTranscoders
{
    static partial void AddProduct(ref IJpegTranscoder? product) => product = new ProductTranscoder();
}
