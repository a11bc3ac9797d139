namespace ImageOrleans.Contracts;

/// <summary>How far a request has come.</summary>
public enum RequestStatus
{
    /// <summary>Accepted, and not begun.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Processing,

    /// <summary>Finished: every image has a result.</summary>
    Succeeded,

    /// <summary>Finished: some images have a result, some failed.</summary>
    PartiallySucceeded,

    /// <summary>Finished: no image has a result, or the request itself could not be processed.</summary>
    Failed,

    /// <summary>Stopped on demand. What was finished by then is kept.</summary>
    Canceled,
}
