using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A method that answers once: with a task, or not at all.</summary>
internal sealed class TaskMethod<T>(MethodInfo method)
    : GrainMethod(method, method.ReturnType.IsGenericType ? typeof(T) : null)
{
    private readonly bool _isValueTask = method.ReturnType.IsValueType && method.ReturnType != typeof(void);
    private readonly bool _hasResult = method.ReturnType.IsGenericType;
    private readonly bool _isVoid = method.ReturnType == typeof(void);

    public override object? Call(Caller caller, GrainProxy reference, object?[] arguments)
    {
        var call = new GrainCall<T>(this, reference.GrainId, CopyArguments(arguments), caller);
        if (caller.OutgoingFilters.Length > 0)
        {
            return Wrap(FilterAsync(new OutgoingCall(call, call.Answer, reference, caller.OutgoingFilters)));
        }

        call.Send();
        return Wrap(call.Answer);
    }

    public override object? ResultOf(Task task) => _hasResult ? ((Task<T>)task).Result : null;

    private static async Task<T> FilterAsync(OutgoingCall call)
    {
        await call.Invoke();
        return (T)call.Result!;
    }

    private object? Wrap(Task<T> answer) => (_isVoid, _isValueTask, _hasResult) switch
    {
        (true, _, _) => null,
        (_, true, true) => new ValueTask<T>(answer),
        (_, true, false) => new ValueTask(answer),
        _ => answer,
    };
}
