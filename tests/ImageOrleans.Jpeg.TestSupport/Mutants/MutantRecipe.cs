using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>How a mutant is made, and what is asked of the transcoder with it.</summary>
/// <param name="Seed">The number that all of it comes from.</param>
/// <param name="Source">The file that it is made from.</param>
/// <param name="Other">The file that it gets parts of.</param>
/// <param name="Mutations">What happens to it.</param>
/// <param name="Request">What is asked for.</param>
public sealed record MutantRecipe(
    int Seed, JpegFile Source, JpegFile Other, IReadOnlyList<Mutation> Mutations, TranscodeRequest Request)
{
    /// <summary>The recipe of a seed.</summary>
    /// <param name="files">The files to choose from.</param>
    /// <param name="seed">The seed: the same one gives the same mutant of the same files.</param>
    /// <returns>The recipe.</returns>
    public static MutantRecipe Of(IReadOnlyList<JpegFile> files, int seed)
    {
        var random = new Random(seed);
        var mutations = new Mutation[1 + (random.Next(4) * random.Next(2))];
        var (source, other) = (files[random.Next(files.Count)], files[random.Next(files.Count)]);
        for (var i = 0; i < mutations.Length; i++)
        {
            mutations[i] = Mutation.Choose(random);
        }

        return new MutantRecipe(seed, source, other, mutations, new TranscodeRequest
        {
            Quality = random.Next(1, 101),
            Progressive = random.Next(4) == 0,
            KeepSampling = random.Next(2) == 0,
            KeepMetadata = random.Next(4) == 0,
            MaxEffort = random.Next(8) == 0,

            // A header may lie: not more than a moment's work.
            MaxPixels = 1 << 20,
        });
    }

    /// <summary>Recipes with less in them, to look for the smallest that still fails.</summary>
    public IEnumerable<MutantRecipe> Shrink()
    {
        for (var i = 0; i < Mutations.Count && Mutations.Count > 1; i++)
        {
            yield return this with { Mutations = [.. Mutations.Where((_, place) => place != i)] };
        }

        if (Request is not { Progressive: false, KeepSampling: true, KeepMetadata: false, MaxEffort: false })
        {
            yield return this with { Request = new TranscodeRequest { Quality = Request.Quality, KeepSampling = true, MaxPixels = Request.MaxPixels } };
        }
    }

    /// <summary>Makes the mutant.</summary>
    /// <returns>The file.</returns>
    public byte[] Make() => Mutations.Aggregate(Source.Bytes, (file, mutation) => mutation.Apply(file, Other.Bytes));

    /// <inheritdoc/>
    public override string ToString() => $"seed {Seed}: {string.Join(", ", Mutations)} of \"{Source.Name}\" (and \"{Other.Name}\"), {Request}";
}
