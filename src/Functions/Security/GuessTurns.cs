using System.Threading.RateLimiting;

namespace Functions.Security;

/// <summary>
/// Lets in one guess at a cabinet's password at a time, so that the fifth wrong one locks before a sixth is tried.
/// </summary>
public sealed class GuessTurns : IDisposable
{
    private const int Waiting = 64;

    private readonly PartitionedRateLimiter<string> _turns = PartitionedRateLimiter.Create<string, string>(clientId =>
        RateLimitPartition.GetConcurrencyLimiter(
            clientId,
            _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = Waiting }));

    /// <summary>Waits for a turn at a cabinet; to be disposed of when the guess's consequence is stored.</summary>
    /// <returns>Null if too many wait already.</returns>
    public async Task<IDisposable?> WaitAsync(string clientId, CancellationToken cancellationToken)
    {
        var turn = await _turns.AcquireAsync(clientId, 1, cancellationToken);
        if (turn.IsAcquired)
        {
            return turn;
        }

        turn.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
