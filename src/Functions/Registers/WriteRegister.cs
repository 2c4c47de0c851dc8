using Billing;
using Functions.Storage;

namespace Functions.Registers;

/// <summary>Writes an entry into the register of its day.</summary>
public sealed class WriteRegister(RegisterRows registers)
{
    /// <summary>Writes it. Safe to repeat.</summary>
    public async Task RunAsync(ClientState state, Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(entry);
        if (state is not { Client: { } client, Account: { } account })
        {
            return;
        }

        var line = new RegisterLine(
            entry.Kind,
            state.Id,
            account.Number,
            client.Requisites.Name,
            client.Requisites.Inn,
            entry.Number,
            entry.At,
            entry.Amount,
            entry.Description);
        if (entry.Details is TopUpDetails topUp)
        {
            line = line with
            {
                ReceivedOn = BusinessDay.FromInstant(topUp.ReceivedAt),
                Document = topUp.Order?.Number,
                Payer = topUp.Payer,
            };
        }

        await registers.AddAsync(line, cancellationToken);
    }
}
