namespace ImageOrleans.Imaging.Libvips;

/// <summary>libvips is not on this machine, or does not work. The message says what to install.</summary>
public sealed class LibvipsNotFoundException : Exception
{
    /// <summary>What to install, for every system.</summary>
    internal const string HowToInstall =
        "Install it: apt-get install libvips42 (Debian 12) or libvips42t64 (Debian 13, Ubuntu 24.04), apk add vips (Alpine), "
        + "dnf install vips (Fedora), brew install vips (macOS).";

    /// <summary>An exception without a message of its own.</summary>
    public LibvipsNotFoundException()
        : this(HowToInstall)
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What is missing, and what to do.</param>
    public LibvipsNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">What is missing, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LibvipsNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
