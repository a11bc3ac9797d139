using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Passes a call through the silo's filters, then the grain's own, then to the grain.</summary>
internal sealed class IncomingCall(GrainCall call, Activation activation, IIncomingGrainCallFilter[] filters)
    : IIncomingGrainCallContext
{
    private int _next;

    public object Grain => activation.GrainInstance!;

    public IGrainContext TargetContext => activation;

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
        }
        else if (step == filters.Length && Grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            var task = call.Method.Invoke(Grain, call.Arguments);
            await task;
            Result = call.Method.ResultOf(task);
        }
    }
}
