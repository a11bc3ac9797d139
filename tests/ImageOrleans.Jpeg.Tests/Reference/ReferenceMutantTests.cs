using ImageOrleans.Jpeg.Tests.Mutants;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Reference;

public sealed class ReferenceMutantTests
{
    // Fewer than of the product: the twin is slow.
    [Fact]
    public void Mutants_neither_break_it_nor_come_out_broken() => MutantProperties.Hold(new ReferenceTranscoder(), 300);
}
