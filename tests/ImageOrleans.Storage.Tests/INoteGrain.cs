namespace ImageOrleans.Storage.Tests;

/// <summary>A grain with a state, keyed like a product.</summary>
public interface INoteGrain : IGrainWithGuidCompoundKey
{
    Task<string?> Read();

    Task Write(string text);

    Task Clear();
}
