using System.Collections.Concurrent;

namespace Functions.Webhooks;

/// <summary>
/// Keeps a receiver that hangs or fails from holding up others: a few calls of each are under way at a time, and one
/// that keeps failing is left alone for a while. Each instance of the app knows what it has seen; real time, whatever
/// the clock says.
/// </summary>
public sealed class ReceiverGate(WebhookNetwork network)
{
    // The queue has 24 messages of an instance under way: some receivers may hang, and others still have room.
    private const int MostAtOnce = 4;
    private const int FailuresBeforePause = 4;
    private const int MostJitterMilliseconds = 5_000;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Receiver> _receivers = new();

    /// <summary>Begins a call, if there is room for it now.</summary>
    /// <param name="addressId">Of whom.</param>
    /// <param name="wait">How long to wait before asking again; zero if there is room.</param>
    public bool TryEnter(string addressId, out TimeSpan wait)
    {
        var receiver = _receivers.GetOrAdd(addressId, _ => new());
        var jitter = TimeSpan.FromMilliseconds(Random.Shared.Next(1_000, MostJitterMilliseconds));
        lock (receiver)
        {
            var now = Environment.TickCount64;
            if (receiver.UnderWay < MostAtOnce && receiver.ClosedUntil <= now)
            {
                receiver.UnderWay++;
                wait = TimeSpan.Zero;
                return true;
            }

            wait = TimeSpan.FromMilliseconds(Math.Max(0, receiver.ClosedUntil - now)) + jitter;
            return false;
        }
    }

    /// <summary>Ends a call.</summary>
    /// <param name="addressId">Of whom.</param>
    /// <param name="isTaken">Whether the receiver took the event; null if the call was given up.</param>
    public void Leave(string addressId, bool? isTaken)
    {
        var receiver = _receivers[addressId];
        lock (receiver)
        {
            receiver.UnderWay--;
            if (isTaken == true)
            {
                (receiver.Failures, receiver.ClosedUntil) = (0, 0);
            }
            else if (isTaken == false && ++receiver.Failures >= FailuresBeforePause)
            {
                var doublings = Math.Min(receiver.Failures - FailuresBeforePause, 10);
                var pause = ShortestPause * (1 << doublings);
                var bounded = pause < network.LongestPause ? pause : network.LongestPause;
                receiver.ClosedUntil = Environment.TickCount64 + (long)bounded.TotalMilliseconds;
            }
        }
    }

    private sealed class Receiver
    {
        public int UnderWay { get; set; }

        public int Failures { get; set; }

        public long ClosedUntil { get; set; }
    }
}
