using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A method that answers with a stream.</summary>
internal sealed class StreamMethod<T>(MethodInfo method) : GrainMethod(method, typeof(T))
{
    public override object? Call(Caller caller, GrainProxy reference, object?[] arguments) =>
        new GrainStream<T>(this, caller, reference.GrainId, CopyArguments(arguments));

    public override object? ResultOf(Task task) => throw new NotSupportedException($"{this} answers with a stream.");

    public IAsyncEnumerable<T> Open(object grain, object?[] arguments) => (IAsyncEnumerable<T>)InvokeRaw(grain, arguments);

    public T CopyElement(T element) => (T)CopyResult((object?)element)!;
}
