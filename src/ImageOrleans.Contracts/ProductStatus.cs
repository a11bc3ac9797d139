namespace ImageOrleans.Contracts;

/// <summary>What became of a row.</summary>
public enum ProductStatus
{
    /// <summary>Every image has a result.</summary>
    Succeeded,

    /// <summary>Some images have a result, some failed.</summary>
    PartiallySucceeded,

    /// <summary>No image has a result, or the row is not valid.</summary>
    Failed,
}
