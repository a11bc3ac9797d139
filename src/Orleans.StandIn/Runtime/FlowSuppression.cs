namespace Orleans.Runtime;

/// <summary>Keeps the ambient context of the code at hand (<see cref="AsyncLocal{T}"/>) out of what it starts meanwhile.</summary>
internal readonly ref struct FlowSuppression
{
    private readonly AsyncFlowControl _control;
    private readonly bool _began;

    private FlowSuppression(AsyncFlowControl control)
    {
        _control = control;
        _began = true;
    }

    public static FlowSuppression Begin() =>
        ExecutionContext.IsFlowSuppressed() ? default : new FlowSuppression(ExecutionContext.SuppressFlow());

    public void Dispose()
    {
        if (_began)
        {
            _control.Undo();
        }
    }
}
