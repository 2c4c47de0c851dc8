namespace Functions.Security;

/// <summary>What waits for a thread of <see cref="HashingPool"/>: a queue a lane, the first lane first.</summary>
internal sealed class HashingQueues
{
    private readonly object _gate = new();
    private readonly LaneScheduler[] _lanes;
    private bool _isClosed;

    public HashingQueues() => _lanes = [.. Enum.GetValues<HashingLane>().Select(_ => new LaneScheduler(this))];

    /// <summary>Tasks that are started on it wait in that lane.</summary>
    public TaskScheduler this[HashingLane lane] => _lanes[(int)lane];

    /// <summary>Works until the queues are closed and empty. A task that throws keeps its exception.</summary>
    public void Work()
    {
        while (Take() is var (lane, task))
        {
            lane.Execute(task);
        }
    }

    /// <summary>Takes nothing more; what waits is still done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private (LaneScheduler Lane, Task Task)? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_lanes.FirstOrDefault(lane => lane.Waiting.Count > 0) is { } lane)
                {
                    return (lane, lane.Waiting.Dequeue());
                }

                if (_isClosed)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private sealed class LaneScheduler(HashingQueues queues) : TaskScheduler
    {
        public Queue<Task> Waiting { get; } = [];

        public void Execute(Task task) => TryExecuteTask(task);

        protected override void QueueTask(Task task)
        {
            lock (queues._gate)
            {
                ObjectDisposedException.ThrowIf(queues._isClosed, typeof(HashingPool));
                Waiting.Enqueue(task);
                Monitor.Pulse(queues._gate);
            }
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks()
        {
            lock (queues._gate)
            {
                return [.. Waiting];
            }
        }
    }
}
