using ImageOrleans.Jpeg.Tests.Mutants;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Product;

public sealed class ProductMutantTests
{
    [Fact]
    public void Mutants_neither_break_it_nor_come_out_broken() => MutantProperties.Hold(new ProductTranscoder(), 2000);
}
