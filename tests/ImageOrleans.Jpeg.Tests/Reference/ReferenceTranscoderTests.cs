using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Reference;

/// <summary>The slow twin passes the tests that it is the measure of: so they can be passed.</summary>
public sealed class ReferenceTranscoderTests() : TranscoderConformance(new ReferenceTranscoder());
