namespace ImageOrleans.Jpeg.TestSupport.Peers;

/// <summary>What a program gave.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Messages">What it said.</param>
public sealed record ToolResult(int ExitCode, byte[] Output, string Messages)
{
    /// <summary>Whether it ended well and had nothing to say.</summary>
    public bool IsClean => ExitCode == 0 && Messages.Length == 0;
}
