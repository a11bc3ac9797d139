namespace ImageOrleans.Contracts;

/// <summary>How far the announcement of a request's end has come.</summary>
public enum WebhookStatus
{
    /// <summary>To be delivered, or tried again.</summary>
    Pending,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver did not take it in all attempts.</summary>
    GivenUp,
}
