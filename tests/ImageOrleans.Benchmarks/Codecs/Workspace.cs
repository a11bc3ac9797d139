namespace ImageOrleans.Benchmarks.Codecs;

/// <summary>The folders of the repository that the benchmark uses.</summary>
internal static class Workspace
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where what was installed and made stays for the next run.</summary>
    public static string Cache { get; } = Path.Combine(Root, "artifacts", "benchmarks");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImageOrleans.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository.");
    }
}
