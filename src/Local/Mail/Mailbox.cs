using System.Globalization;

namespace Local;

/// <summary>
/// Every letter that arrived, in memory or in a file that outlives the program. Safe for use by many threads.
/// </summary>
public sealed class Mailbox
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);

    private readonly Lock _access = new();
    private readonly string? _file;
    private readonly List<Letter> _letters = [];
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Opens the letters that a file holds, or starts without any.</summary>
    /// <param name="file">Full path, created with the first letter; null keeps letters in memory alone.</param>
    /// <param name="say">Told of a letter that was cut off.</param>
    /// <exception cref="LocalException">The file is damaged.</exception>
    public Mailbox(string? file = null, Action<string>? say = null)
    {
        _file = file;
        if (file is not null)
        {
            _letters.AddRange(LetterStore.Open(file, say));
        }
    }

    /// <summary>All letters, newest first.</summary>
    public IReadOnlyList<Letter> Letters
    {
        get
        {
            lock (_access)
            {
                return [.. Enumerable.Reverse(_letters)];
            }
        }
    }

    /// <summary>The newest letter that meets a condition, as soon as there is one.</summary>
    /// <param name="condition">What the letter has to be.</param>
    /// <param name="limit">How long to wait, two minutes unless given.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TimeoutException">No such letter came; the message lists those that did.</exception>
    public async Task<Letter> WaitAsync(
        Func<Letter, bool> condition,
        TimeSpan? limit = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit ?? DefaultLimit);
        while (true)
        {
            var arrived = _arrived.Task;
            if (Letters.FirstOrDefault(condition) is { } letter)
            {
                return letter;
            }

            try
            {
                await arrived.WaitAsync(timer.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                var others = string.Join("; ", Letters.Select(l => $"«{l.Subject}» to {l.To}"));
                throw new TimeoutException(
                    $"The awaited letter did not arrive. Those that did: {(others is "" ? "none" : others)}.");
            }
        }
    }

    /// <summary>Takes a letter, and gives it its id.</summary>
    internal void Deliver(Letter arrived)
    {
        lock (_access)
        {
            var letter = arrived with { Id = (_letters.Count + 1).ToString(CultureInfo.InvariantCulture) };
            if (_file is not null)
            {
                LetterStore.Append(_file, letter);
            }

            _letters.Add(letter);
            var signal = _arrived;
            _arrived = NewSignal();
            signal.SetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
