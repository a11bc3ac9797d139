namespace Orleans.Runtime;

/// <summary>
/// Runs an activation's tasks one after another, on whichever thread of the pool is free. Whatever grain code awaits
/// comes back here, since awaiting captures the current scheduler.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // After this long, in milliseconds, other activations get the thread.
    private const int Quantum = 100;
    private readonly Queue<Task> _tasks = new();
    private bool _running;

    public Activation Activation { get; } = activation;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Queues work without the caller's ambient context.</summary>
    public void Post(Action<object?> work, object? state)
    {
        using (FlowSuppression.Begin())
        {
            new Task(work, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach).Start(this);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var started = Environment.TickCount64;
        do
        {
            Task? task;
            lock (_tasks)
            {
                // A killed silo keeps the flag: nothing runs here ever again.
                if (Activation.Silo.IsKilled || !_tasks.TryDequeue(out task))
                {
                    _running = Activation.Silo.IsKilled;
                    return;
                }
            }

            TryExecuteTask(task);
        }
        while (Environment.TickCount64 - started < Quantum);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_tasks)
        {
            _tasks.Enqueue(task);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_tasks)
        {
            return [.. _tasks];
        }
    }
}
