using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A call of a grain method on its way: from its caller to an activation, and the answer back.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing to dispose of.")]
internal abstract class GrainCall : Request
{
    private CancellationTokenRegistration _registration;
    private CancellationTokenSource? _cancellation;
    private Activation? _runningOn;
    private int _completed;

    protected GrainCall(GrainMethod method, GrainId target, object?[] arguments, Caller caller)
        : base(target)
    {
        Method = method;
        Arguments = arguments;
        Caller = caller;
        Source = Activation.Current?.GrainId;
        ReadOnly = method.ReadOnly;
        AlwaysInterleave = method.AlwaysInterleave;
        Timeout = method.ResponseTimeout ?? caller.ResponseTimeout;
    }

    public long Id { get; set; }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    public GrainId? Source { get; }

    public TimeSpan Timeout { get; }

    /// <summary>When the caller gives up, in ticks of <see cref="Environment.TickCount64"/>.</summary>
    public long Deadline { get; private set; }

    public override bool IsAbandoned => !Method.OneWay && Volatile.Read(ref _completed) != 0;

    protected Caller Caller { get; }

    private ImmutableDictionary<string, object>? Context { get; set; }

    /// <summary>Starts the way. The token among the arguments, if there is one, is replaced by one of the callee's own.</summary>
    public void Send()
    {
        Context = RequestContext.Export();
        Deadline = Environment.TickCount64 + (long)Math.Min(Timeout.TotalMilliseconds, int.MaxValue);
        if (Method.OneWay)
        {
            Caller.Send(this);
            Complete(null);
            return;
        }

        if (Method.CancellationIndex is { } i && Arguments[i] is CancellationToken { CanBeCanceled: true } token)
        {
            _cancellation = new CancellationTokenSource();
            Arguments[i] = _cancellation.Token;
            Caller.Send(this);
            _registration = token.UnsafeRegister(static (call, t) => ((GrainCall)call!).Cancel(t), this);
            if (IsAbandoned)
            {
                _registration.Dispose();
            }
        }
        else
        {
            Caller.Send(this);
        }
    }

    public void TimeOut() => Fail(new TimeoutException($"Response did not arrive on time in {Timeout} for message: {this}."));

    public override async Task RunAsync(Activation activation)
    {
        RequestContext.Import(Context);
        try
        {
            Volatile.Write(ref _runningOn, activation);
            if (IsAbandoned && _cancellation is not null)
            {
                return;
            }

            Complete(await InvokeAsync(activation));
        }
        catch (Exception e)
        {
            if (e is InconsistentStateException { IsSourceActivation: true } conflict)
            {
                conflict.IsSourceActivation = false;
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, e, e.Message));
            }

            if (Method.OneWay)
            {
                activation.Silo.Logger.LogWarning(e, "{Call} failed; nobody waits for it.", this);
            }

            Fail(TypeCopier.Carriable(e));
        }
    }

    public override void Fail(Exception exception)
    {
        if (TryComplete())
        {
            SetException(exception);
        }
    }

    public override string ToString() => $"Request [{Source?.ToString() ?? "client"}]->[{Target}] {Method}";

    protected abstract void SetResult(object? result);

    protected abstract void SetException(Exception exception);

    protected virtual async Task<object?> InvokeAsync(Activation activation)
    {
        var grain = activation.GrainInstance!;
        var filters = activation.Silo.IncomingFilters;
        if (filters.Length == 0 && grain is not IIncomingGrainCallFilter)
        {
            var task = Method.Invoke(grain, Arguments);
            await task;
            return Method.CopyResult(task);
        }

        var call = new IncomingCall(this, activation, filters);
        await call.Invoke();
        return Method.CopyResult(call.Result);
    }

    private void Complete(object? result)
    {
        if (TryComplete())
        {
            SetResult(result);
        }
    }

    private bool TryComplete()
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return false;
        }

        Caller.Forget(this);
        _registration.Unregister();
        return true;
    }

    private void Cancel(CancellationToken token)
    {
        Fail(new OperationCanceledException(token));
        Volatile.Read(ref _runningOn)?.Post(static c => ((CancellationTokenSource)c!).Cancel(), _cancellation);
    }
}
