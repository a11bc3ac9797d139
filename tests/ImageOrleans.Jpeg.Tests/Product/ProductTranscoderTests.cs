using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Product;

/// <summary>The transcoder of the product.</summary>
public sealed class ProductTranscoderTests() : TranscoderConformance(new ProductTranscoder());
