using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory: its object, its requests, its turns. All that is the grain's runs on the scheduler; the lock guards
/// what others reach for from outside.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private readonly Lock _sync = new();
    private readonly RequestQueue _requests;
    private readonly Idleness _idleness = new();
    private readonly HashSet<IGrainStreamSession> _streams = [];
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivationScheduler _scheduler;
    private readonly WorkerPool? _pool;
    private AsyncServiceScope _scope;
    private DeactivationReason _reason;
    private CancellationToken _hurry;
    private bool _pumpPosted;

    // Whether the end has begun, or has to wait until the beginning is over.
    private bool _finishing;

    public Activation(Silo silo, GrainClass grainClass, GrainId grainId, WorkerPool? pool = null)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _pool = pool;
        _requests = new RequestQueue(grainClass.IsReentrant);
        _scheduler = new ActivationScheduler(this);
    }

    /// <summary>The activation whose turn is running here, if any.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _gone.Task;

    public GrainTimers Timers { get; } = new();

    public ActivationState State { get; private set; }

    public int WaitingCount
    {
        get
        {
            lock (_sync)
            {
                return _requests.WaitingCount;
            }
        }
    }

    public bool IsInactive
    {
        get
        {
            lock (_sync)
            {
                return _requests.IsEmpty;
            }
        }
    }

    public void Start() => _scheduler.Post(static self => _ = ((Activation)self!).ActivateAsync(), this);

    /// <summary>Takes a request, unless the activation is gone.</summary>
    public bool TryReceive(Request request)
    {
        lock (_sync)
        {
            if (State == ActivationState.Gone || Silo.IsKilled)
            {
                return false;
            }

            _requests.Add(request);
            PostPump();
            return true;
        }
    }

    /// <summary>Runs something in the activation's turns, beside all requests.</summary>
    public void Post(Action<object?> work, object? state) => _scheduler.Post(work, state);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_sync)
        {
            if (State is ActivationState.Activating or ActivationState.Valid)
            {
                _finishing = State == ActivationState.Activating;
                State = ActivationState.Deactivating;
                _reason = deactivationReason;
                _hurry = cancellationToken;
                PostPump();
            }
        }
    }

    /// <summary>Ends the activation if it was idle for its class's limit.</summary>
    public void CollectIfIdle(DateTimeOffset now, TimeSpan defaultAge)
    {
        var age = Class.CollectionAge ?? defaultAge;
        lock (_sync)
        {
            if (State == ActivationState.Valid && _requests.IsEmpty && _idleness.Exceeds(age, now))
            {
                Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Idle for more than {age}."));
            }
        }
    }

    public void DelayDeactivation(TimeSpan time) => _idleness.Ignore(time, Silo.Clock.GetUtcNow());

    /// <summary>The silo was killed: there are no more turns, so whoever waits is told.</summary>
    public void Abandon(Exception exception)
    {
        Request[] lost;
        lock (_sync)
        {
            State = ActivationState.Gone;
            lost = _requests.TakeAll();
        }

        foreach (var request in lost)
        {
            request.Fail(exception);
        }

        Timers.DisposeAll();
        Silo.Forget(this, _pool);
        _gone.TrySetResult();
    }

    public void AddStream(IGrainStreamSession stream) => _streams.Add(stream);

    public void RemoveStream(IGrainStreamSession stream) => _streams.Remove(stream);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"[Activation: {Silo.Address}/{GrainId} State={State}]";

    private void PostPump()
    {
        if (!_pumpPosted)
        {
            _pumpPosted = true;
            _scheduler.Post(static self => ((Activation)self!).Pump(), this);
        }
    }

    private void Pump()
    {
        while (true)
        {
            Request? next;
            lock (_sync)
            {
                _pumpPosted = false;
                next = State == ActivationState.Valid ? _requests.TakeNext() : null;
            }

            if (next is null)
            {
                break;
            }

            _ = RunAsync(next);
        }

        if (State == ActivationState.Deactivating)
        {
            AbortStreams();
            bool finish;
            lock (_sync)
            {
                finish = !_requests.IsAnyRunning && !_finishing;
                _finishing |= finish;
            }

            if (finish)
            {
                _ = FinishAsync();
            }
        }
    }

    private async Task RunAsync(Request request)
    {
        await request.RunAsync(this);
        lock (_sync)
        {
            _requests.Complete(request);
            if (request.KeepsAlive)
            {
                _idleness.Restart();
            }

            if (_requests.WaitingCount > 0 || State == ActivationState.Deactivating)
            {
                PostPump();
            }
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Silo.CollectionOptions.ActivationTimeout);
            _scope = Silo.Services.CreateAsyncScope();
            _scope.ServiceProvider.GetRequiredService<GrainContextHolder>().Context = this;
            GrainInstance = Class.CreateInstance(_scope.ServiceProvider, out var states);
            await Task.WhenAll(states.Select(s => s.ReadStateAsync(limit.Token))).WaitAsync(limit.Token);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (Exception e)
        {
            Silo.Logger.LogError(e, "{Grain} could not be activated.", GrainId);
            await EndAsync(TypeCopier.Carriable(e));
            return;
        }

        lock (_sync)
        {
            _finishing = false;
            State = State == ActivationState.Activating ? ActivationState.Valid : State;
            _idleness.Restart();
            PostPump();
        }
    }

    private async Task FinishAsync()
    {
        Timers.DisposeAll();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_hurry);
        limit.CancelAfter(Silo.CollectionOptions.DeactivationTimeout);
        try
        {
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (Exception e)
        {
            Silo.Logger.LogError(e, "{Grain} failed to deactivate.", GrainId);
        }

        await EndAsync(failure: null);
    }

    private async Task EndAsync(Exception? failure)
    {
        Timers.DisposeAll();
        AbortStreams();
        Request[] left;
        lock (_sync)
        {
            State = ActivationState.Gone;
            left = _requests.TakeWaiting();
        }

        Silo.Forget(this, _pool);
        foreach (var request in left)
        {
            if (failure is not null)
            {
                request.Fail(failure);
            }
            else if (request.IsMovable)
            {
                request.Forward(Silo);
            }
        }

        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (GrainInstance is IDisposable disposable)
            {
                disposable.Dispose();
            }

            await _scope.DisposeAsync();
        }
        catch (Exception e)
        {
            Silo.Logger.LogError(e, "{Grain} could not be disposed of.", GrainId);
        }

        _gone.TrySetResult();
    }

    private void AbortStreams()
    {
        foreach (var stream in _streams.ToArray())
        {
            stream.Abort();
        }
    }
}
