using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Local;

/// <summary>
/// The bank: money that somebody transfers reaches the product through the call that a bank connector would use.
/// </summary>
public sealed class Bank : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TimeProvider _clock;
    private Uri? _functions;
    private string? _functionKey;

    internal Bank(TimeProvider clock) => _clock = clock;

    /// <summary>
    /// Says where the product is and which function key its automation calls take; before that no transfer arrives.
    /// </summary>
    public void Connect(Uri functions, string functionKey) => (_functions, _functionKey) = (functions, functionKey);

    /// <summary>Transfers money to an account and returns what the product answered.</summary>
    /// <param name="transfer">
    /// <c>accountNumber</c> and <c>amount</c> {amount, currency}; <c>externalId</c>, <c>receivedAt</c>, <c>payer</c>
    /// and <c>purpose</c> are filled in where missing.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HttpRequestException">The product does not answer.</exception>
    /// <exception cref="InvalidOperationException">The bank was not connected.</exception>
    public async Task<HttpResponseMessage> TransferAsync(
        JsonObject transfer,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(_functions ?? throw new InvalidOperationException("The bank is not connected."), "/api/topups"));
        var topUp = transfer.DeepClone().AsObject();
        topUp["externalId"] ??= Guid.NewGuid().ToString();
        topUp["receivedAt"] ??= _clock.GetUtcNow();
        topUp["payer"] ??= "ООО «Ромашка»";
        topUp["purpose"] ??= $"Пополнение лицевого счёта {topUp["accountNumber"]}";
        request.Content = JsonContent.Create(topUp);

        // The Functions host hands on no body that comes without its length.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        request.Headers.Add("x-functions-key", _functionKey);
        return await _http.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
