using Functions.Security;

namespace Functions.Tests.Security;

public sealed class GuessTurnsTests : IDisposable
{
    // A test whose rule is broken would wait for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly GuessTurns _turns = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guess_waits_for_another_at_the_same_cabinet_and_not_for_those_at_others()
    {
        var turn = await _turns.WaitAsync("one", CancellationToken);
        var nextTurn = _turns.WaitAsync("one", CancellationToken);
        var turnElsewhere = await _turns.WaitAsync("other", CancellationToken).WaitAsync(Limit, CancellationToken);

        Assert.NotNull(turn);
        Assert.NotNull(turnElsewhere);
        Assert.False(nextTurn.IsCompleted);
        turn.Dispose();
        Assert.NotNull(await nextTurn);
    }

    [Fact]
    public async Task A_guess_beyond_the_most_is_refused_at_once()
    {
        using var turn = await _turns.WaitAsync("one", CancellationToken);
        var queue = Enumerable.Range(0, 64).Select(_ => _turns.WaitAsync("one", CancellationToken)).ToList();

        Assert.Null(await _turns.WaitAsync("one", CancellationToken).WaitAsync(Limit, CancellationToken));
        Assert.All(queue, waiting => Assert.False(waiting.IsCompleted));
    }

    [Fact]
    public async Task A_cancelled_guess_does_not_keep_others_waiting()
    {
        using var cancellation = new CancellationTokenSource();
        var turn = await _turns.WaitAsync("one", CancellationToken);
        var cancelledTurn = _turns.WaitAsync("one", cancellation.Token);
        var nextTurn = _turns.WaitAsync("one", CancellationToken);

        await cancellation.CancelAsync();
        turn!.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelledTurn);
        Assert.NotNull(await nextTurn);
    }

    public void Dispose() => _turns.Dispose();
}
