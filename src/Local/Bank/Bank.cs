using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Local;

/// <summary>The bank: money that somebody transfers reaches the product through the call that a bank connector would use.</summary>
public sealed class Bank : IDisposable
{
    private readonly HttpClient _functions = new();
    private readonly TimeProvider _clock;

    internal Bank(TimeProvider clock) => _clock = clock;

    /// <summary>Says where the product is and which function key its automation calls take; before that no transfer arrives.</summary>
    public void Connect(Uri functions, string functionKey)
    {
        _functions.DefaultRequestHeaders.Remove("x-functions-key");
        _functions.DefaultRequestHeaders.Add("x-functions-key", functionKey);
        _functions.BaseAddress = functions;
    }

    /// <summary>Transfers money to an account and returns what the product answered.</summary>
    /// <param name="transfer">
    /// <c>accountNumber</c> and <c>amount</c> {amount, currency}; <c>externalId</c>, <c>receivedAt</c>, <c>payer</c> and
    /// <c>purpose</c> are filled in where missing.
    /// </param>
    /// <param name="stop">Gives up waiting.</param>
    /// <exception cref="HttpRequestException">The product does not answer.</exception>
    public Task<HttpResponseMessage> TransferAsync(JsonObject transfer, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        var topUp = transfer.DeepClone().AsObject();
        topUp["externalId"] ??= Guid.NewGuid().ToString();
        topUp["receivedAt"] ??= _clock.GetUtcNow();
        topUp["payer"] ??= "ООО «Ромашка»";
        topUp["purpose"] ??= $"Пополнение лицевого счёта {topUp["accountNumber"]}";
        return _functions.PostAsJsonAsync("api/topups", topUp, stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _functions.Dispose();
}
