namespace ImageOrleans.Grains.State;

/// <summary>The names under which grain state is kept. They are part of the data: a name is never changed.</summary>
public static class GrainStorageNames
{
    /// <summary>The storage provider of all grains here.</summary>
    public const string Provider = "grains";

    /// <summary>The state of a request.</summary>
    public const string Request = "request";

    /// <summary>The state of a product.</summary>
    public const string Product = "product";

    /// <summary>The state of a webhook.</summary>
    public const string Webhook = "webhook";
}
