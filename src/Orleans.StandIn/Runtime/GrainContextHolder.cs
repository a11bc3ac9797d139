namespace Orleans.Runtime;

/// <summary>Tells the services of an activation which one they serve.</summary>
internal sealed class GrainContextHolder
{
    public IGrainContext? Context { get; set; }
}
