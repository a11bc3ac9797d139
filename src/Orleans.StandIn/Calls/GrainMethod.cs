using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What is known of a method of a grain interface; found out once.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> All = new();
    private readonly TypeCopier?[] _copiers;
    private readonly string[] _parameters;
    private readonly Func<object, object?[], object> _invoke;

    protected GrainMethod(MethodInfo method, Type? resultType)
    {
        Method = method;
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        OneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        var parameters = method.GetParameters();
        _parameters = [.. parameters.Select(p => p.Name!)];
        var token = Array.FindLastIndex(parameters, p => p.ParameterType == typeof(CancellationToken));
        CancellationIndex = token < 0 ? null : token;
        _copiers = [.. parameters.Select(p => p.ParameterType == typeof(CancellationToken)
            ? null
            : TypeCopier.ForMember(p.ParameterType, p.IsDefined(typeof(ImmutableAttribute)), $"parameter '{p.Name}' of {this}"))];
        ResultCopier = resultType is null
            ? null
            : TypeCopier.ForMember(
                resultType, method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), inherit: false), $"the result of {this}");
        _invoke = Compile(method, parameters);
    }

    public MethodInfo Method { get; }

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    public bool OneWay { get; }

    public TimeSpan? ResponseTimeout { get; }

    public int? CancellationIndex { get; }

    protected TypeCopier? ResultCopier { get; }

    /// <summary>Finds out about a method.</summary>
    /// <exception cref="CodecNotFoundException">A parameter or the result cannot be serialised.</exception>
    /// <exception cref="NotSupportedException">The method does not return what a grain's method may.</exception>
    public static GrainMethod Get(MethodInfo method) => All.TryGetValue(method, out var known)
        ? known
        : All.GetOrAdd(method, Create(method));

    /// <summary>Calls the method of a grain that may be anywhere. Answers what the method is declared to answer.</summary>
    public abstract object? Call(Caller caller, GrainProxy reference, object?[] arguments);

    /// <summary>Runs the method on a grain that is here.</summary>
    public Task Invoke(object grain, object?[] arguments) => (Task)_invoke(grain, arguments);

    public abstract object? ResultOf(Task task);

    public object? CopyResult(Task task) => CopyResult(ResultOf(task));

    public object? CopyResult(object? result) => ResultCopier is null ? null : Copy(ResultCopier, result, "the result");

    public override string ToString() => $"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", _parameters ?? [])})";

    protected object InvokeRaw(object grain, object?[] arguments) => _invoke(grain, arguments);

    /// <summary>What the callee gets: copies of all that could change.</summary>
    /// <exception cref="CodecNotFoundException">An argument cannot be serialised.</exception>
    /// <exception cref="OperationCanceledException">The token among the arguments is cancelled.</exception>
    protected object?[] CopyArguments(object?[] arguments)
    {
        if (CancellationIndex is { } token)
        {
            ((CancellationToken)arguments[token]!).ThrowIfCancellationRequested();
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (_copiers[i] is { } copier)
            {
                arguments[i] = Copy(copier, arguments[i], $"parameter '{_parameters[i]}'");
            }
        }

        return arguments;
    }

    private static GrainMethod Create(MethodInfo method)
    {
        var type = method.ReturnType;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var kind = definition == typeof(Task) || definition == typeof(ValueTask) || definition == typeof(void)
            ? typeof(TaskMethod<object>)
            : definition == typeof(Task<>) || definition == typeof(ValueTask<>)
            ? typeof(TaskMethod<>).MakeGenericType(type.GetGenericArguments())
            : definition == typeof(IAsyncEnumerable<>)
            ? typeof(StreamMethod<>).MakeGenericType(type.GetGenericArguments())
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {type}; grain methods return tasks or streams.");
        try
        {
            return (GrainMethod)Activator.CreateInstance(kind, method)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is CodecNotFoundException inner)
        {
            throw new CodecNotFoundException(inner.Message);
        }
    }

    private static Func<object, object?[], object> Compile(MethodInfo method, ParameterInfo[] parameters)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            parameters.Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        var type = method.ReturnType;
        if (type == typeof(void))
        {
            call = Expression.Block(call, Expression.Constant(Task.CompletedTask));
        }
        else if (type.IsValueType)
        {
            call = Expression.Call(call, nameof(ValueTask.AsTask), Type.EmptyTypes);
        }

        return Expression.Lambda<Func<object, object?[], object>>(call, grain, arguments).Compile();
    }

    private object? Copy(TypeCopier copier, object? value, string what)
    {
        try
        {
            return copier.Copy(value);
        }
        catch (CodecNotFoundException e)
        {
            throw new CodecNotFoundException($"{e.Message} It was met in {what} of {this}.");
        }
    }
}
