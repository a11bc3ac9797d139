using ImageOrleans.Jpeg.TestSupport.Corpus;

namespace ImageOrleans.Jpeg.Tests;

/// <summary>Judges many files, and names all that fail.</summary>
internal static class Judgement
{
    /// <summary>Every file must pass.</summary>
    /// <param name="files">The files, at least one.</param>
    /// <param name="judge">What is wrong with one, or null.</param>
    public static void All(IEnumerable<JpegFile> files, Func<JpegFile, string?> judge)
    {
        var judged = 0;
        var failures = new List<string>();
        foreach (var file in files)
        {
            judged++;
            if (judge(file) is { } failure)
            {
                failures.Add($"{file.Name}: {failure}");
            }
        }

        Assert.True(judged > 0, "There is nothing to judge.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {judged} files fail:\n{string.Join('\n', failures.Take(20))}");
    }
}
