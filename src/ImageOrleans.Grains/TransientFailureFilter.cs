using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains;

/// <summary>Tells callers of grains about failures that pass by themselves, in a form that gets to every silo and client.</summary>
/// <param name="logger">Where their causes are written.</param>
public sealed class TransientFailureFilter(ILogger<TransientFailureFilter> logger) : IIncomingGrainCallFilter
{
    /// <inheritdoc />
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (TransientFailures.NeedsTelling(exception))
        {
            throw TransientFailures.Tell(exception, logger);
        }
    }
}
