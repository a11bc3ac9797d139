namespace ImageOrleans.Grains;

/// <summary>
/// Tells callers of grains about failures that pass by themselves, in a form that gets to every silo and client. Orleans has calls to
/// its own parts go through it too, such as those to the reminders: their failures are told in the same way.
/// </summary>
/// <param name="reporter">Makes what is told.</param>
public sealed class TransientFailureFilter(TransientFailureReporter reporter) : IIncomingGrainCallFilter
{
    /// <inheritdoc />
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (TransientFailures.NeedsReport(exception))
        {
            throw reporter.Report(exception);
        }
    }
}
