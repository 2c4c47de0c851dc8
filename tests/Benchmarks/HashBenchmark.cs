using System.Security.Cryptography;
using Functions.Security;
using Microsoft.Extensions.Options;

namespace Benchmarks;

/// <summary>
/// Passwords verified a second on all cores with Argon2id as the app is configured, against the floor:
/// PBKDF2-HMAC-SHA512 with the 220,000 rounds that OWASP asks for where there is no Argon2id.
/// </summary>
internal static class HashBenchmark
{
    private const string Text = "correct horse battery";
    private const int Pbkdf2Rounds = 220_000;
    private const int RoundCount = 9;
    private const double Budget = 6;

    // Both take about the same time in a round.
    private const int Times = 24;
    private const int FloorTimes = 3;

    public static async Task<bool> RunAsync()
    {
        var hasher = new PasswordHasher(Options.Create(new CabinetSettings()));
        var password = Billing.Password.From(Text)!;
        var (hash, salt) = (hasher.Hash(password), RandomNumberGenerator.GetBytes(16));
        var cores = Environment.ProcessorCount;
        var ratios = new List<double>();
        for (var round = 0; round < RoundCount; round++)
        {
            var floorRate = await Rounds.ThroughputAsync(cores, FloorTimes, _ =>
            {
                Rfc2898DeriveBytes.Pbkdf2(Text, salt, Pbkdf2Rounds, HashAlgorithmName.SHA512, 32);
                return Task.CompletedTask;
            });
            var rate = await Rounds.ThroughputAsync(cores, Times, _ => hasher.Verify(hash, password).IsRight
                ? Task.CompletedTask
                : throw new InvalidOperationException("The password is right."));
            Console.WriteLine($"  round {round}: {rate:0.0} verifications/s, floor {floorRate:0.0}/s");

            // The first round is a warm-up.
            if (round > 0)
            {
                ratios.Add(rate / floorRate);
            }
        }

        return Rounds.Report("Password verifications", Rounds.Median(ratios), Budget, atLeast: true);
    }
}
