using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>Hashes and verifies passwords: PBKDF2-HMAC-SHA512, rounds as OWASP 2026 asks for. Slow on purpose.</summary>
public sealed class Passwords : IDisposable
{
    private readonly PasswordHasher<CabinetRecord> _hasher;
    private readonly Lazy<string> _nobodys;

    // Guesses at one cabinet are looked at one after another, so that the fifth wrong one locks before a sixth is tried.
    private readonly PartitionedRateLimiter<string> _turns = PartitionedRateLimiter.Create<string, string>(clientId =>
        RateLimitPartition.GetConcurrencyLimiter(clientId, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 64 }));

    /// <summary>Hashes as the settings say.</summary>
    public Passwords(IOptions<CabinetSettings> settings)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = settings.Value.HashIterations }));
        _nobodys = new(() => Hash("no password has this hash"));
    }

    /// <summary>The form in which a password is stored.</summary>
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Whether the password is right, and the hash to store from now on if the settings' rounds have risen since.</summary>
    /// <param name="hash">The stored form; null if there is no such cabinet, which takes as long to find wrong.</param>
    /// <param name="password">What was typed.</param>
    public (bool Right, string? Better) Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword(null!, hash ?? _nobodys.Value, password) switch
        {
            _ when hash is null => (false, null),
            PasswordVerificationResult.Success => (true, null),
            PasswordVerificationResult.SuccessRehashNeeded => (true, Hash(password)),
            _ => (false, null),
        };

    /// <summary>Waits for one's turn at a cabinet; to be disposed of when the password's consequence is stored.</summary>
    /// <returns>Null if too many wait already.</returns>
    public async Task<RateLimitLease?> TurnAsync(string clientId, CancellationToken stop)
    {
        var turn = await _turns.AcquireAsync(clientId, 1, stop);
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
