namespace Local;

/// <summary>The switches by which a test makes the mail service fail. Safe for use by many threads.</summary>
public sealed class MailFaults
{
    private readonly Lock _access = new();
    private readonly List<Planned> _planned = [];
    private int _played;

    /// <summary>How many requests have met a fault so far.</summary>
    public int Played => Volatile.Read(ref _played);

    /// <summary>What every request meets, questions about letters included; null while the service is up.</summary>
    public MailFault? Outage { get; set; }

    /// <summary>Plans a fault for the next letters; what was planned first comes first.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="recipient">Only for letters to this address; null means any.</param>
    /// <param name="times">For how many letters; <see cref="int.MaxValue"/> until <see cref="Clear"/>.</param>
    public void Plan(MailFault fault, string? recipient = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_access)
        {
            _planned.Add(new(fault, recipient, times));
        }
    }

    /// <summary>From now on everything works.</summary>
    public void Clear()
    {
        lock (_access)
        {
            _planned.Clear();
            Outage = null;
        }
    }

    internal MailFault? Meet()
    {
        lock (_access)
        {
            _played += Outage is null ? 0 : 1;
            return Outage;
        }
    }

    internal MailFault? Next(IEnumerable<string> recipients)
    {
        lock (_access)
        {
            var index = _planned.FindIndex(
                p => p.Recipient is null || recipients.Contains(p.Recipient, StringComparer.OrdinalIgnoreCase));
            if (index < 0)
            {
                return null;
            }

            var planned = _planned[index];
            if (planned.Times == 1)
            {
                _planned.RemoveAt(index);
            }
            else if (planned.Times != int.MaxValue)
            {
                _planned[index] = planned with { Times = planned.Times - 1 };
            }

            _played++;
            return planned.Fault;
        }
    }

    private sealed record Planned(MailFault Fault, string? Recipient, int Times);
}
