using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Passes a call through the caller's filters and sends it.</summary>
internal sealed class OutgoingCall(GrainCall call, Task answer, object reference, IOutgoingGrainCallFilter[] filters)
    : IOutgoingGrainCallContext
{
    private int _next;

    public object Grain => reference;

    public IGrainContext? SourceContext { get; } = Activation.Current;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public string InterfaceName => call.Method.Method.DeclaringType!.FullName!;

    public string MethodName => call.Method.Method.Name;

    public GrainId? SourceId => call.Source;

    public GrainId TargetId => call.Target;

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var step = _next++;
        if (step < filters.Length)
        {
            await filters[step].Invoke(this);
            return;
        }

        call.Send();
        await answer;
        Result = call.Method.ResultOf(answer);
    }
}
