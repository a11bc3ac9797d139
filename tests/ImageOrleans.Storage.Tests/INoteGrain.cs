namespace ImageOrleans.Storage.Tests;

/// <summary>A grain with a state.</summary>
public interface INote
{
    /// <summary>The text, as the activation knows it; null when there is none.</summary>
    Task<string?> Read();

    /// <summary>The text, as the database has it now.</summary>
    Task<string?> ReadAnew();

    Task Write(string text);

    Task Clear();

    /// <summary>What the activation knows of the stored row.</summary>
    Task<(string? Etag, bool Exists)> Record();
}

/// <summary>Keyed like a product.</summary>
public interface INoteGrain : INote, IGrainWithGuidCompoundKey;

/// <summary>Keyed like a request.</summary>
public interface IGuidNoteGrain : INote, IGrainWithGuidKey;

public interface IIntegerNoteGrain : INote, IGrainWithIntegerKey;

public interface IStringNoteGrain : INote, IGrainWithStringKey;

/// <summary>One whose state is deleted when it is cleared.</summary>
public interface IForgottenNoteGrain : INote, IGrainWithGuidKey;
