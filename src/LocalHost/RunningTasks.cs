namespace LocalHost;

/// <summary>Tasks that run by themselves, so that somebody can wait for them. The tasks do not fail.</summary>
internal sealed class RunningTasks
{
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Minds a task until it ends.</summary>
    public void Add(Task task)
    {
        lock (_tasks)
        {
            _tasks.Add(task);
        }

        task.ContinueWith(
            ended =>
            {
                lock (_tasks)
                {
                    _tasks.Remove(ended);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Ends when no more than <paramref name="count"/> run.</summary>
    public async Task WhenAtMost(int count, CancellationToken cancellationToken)
    {
        while (Snapshot() is var running && running.Length > count)
        {
            await Task.WhenAny(running).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends when none runs.</summary>
    public Task WhenAll() => WhenAtMost(0, CancellationToken.None);

    private Task[] Snapshot()
    {
        lock (_tasks)
        {
            return [.. _tasks.Where(task => !task.IsCompleted)];
        }
    }
}
