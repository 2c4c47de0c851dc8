using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Local;

/// <summary>
/// The bank: money that somebody transfers reaches the product through the call that a bank connector would use, and
/// with the bank's statement.
/// </summary>
public sealed class Bank : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TimeProvider _clock;
    private readonly BankLog _log;
    private Uri? _functions;
    private string? _functionKey;

    internal Bank(TimeProvider clock) => (_clock, _log) = (clock, new(clock));

    /// <summary>
    /// Says where the product is and which function key its automation calls take; before that no transfer arrives.
    /// </summary>
    public void Connect(Uri functions, string functionKey) => (_functions, _functionKey) = (functions, functionKey);

    /// <summary>The key of the operator's page; null before the bank is connected.</summary>
    public string? FunctionKey => _functionKey;

    /// <summary>Transfers money to an account and returns what the product answered.</summary>
    /// <param name="transfer">
    /// <c>accountNumber</c> and <c>amount</c> {amount, currency}; <c>externalId</c>, <c>receivedAt</c>, <c>payer</c>,
    /// <c>purpose</c> and <c>documentNumber</c> are filled in where missing.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="HttpRequestException">The product does not answer.</exception>
    /// <exception cref="InvalidOperationException">The bank was not connected.</exception>
    public async Task<HttpResponseMessage> TransferAsync(
        JsonObject transfer,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf("/api/topups"));
        var topUp = transfer.DeepClone().AsObject();
        topUp["externalId"] ??= Guid.NewGuid().ToString();
        topUp["receivedAt"] ??= _clock.GetUtcNow();
        topUp["payer"] ??= "ООО «Ромашка»";
        topUp["purpose"] ??= $"Пополнение лицевого счёта {topUp["accountNumber"]}";
        topUp["documentNumber"] ??= _log.Add(topUp);
        request.Content = JsonContent.Create(topUp);

        // The Functions host hands on no body that comes without its length.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Transfers money of which only the statement will tell.</summary>
    public void TransferSilently(JsonObject transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        _log.Add(transfer);
    }

    /// <summary>Today's statement as a file.</summary>
    /// <param name="isCamt">In camt.053; else 1CClientBankExchange.</param>
    public byte[] Statement(bool isCamt) => _log.Statement(isCamt);

    /// <summary>Uploads today's statement, as an accountant would, and returns what the product answered.</summary>
    /// <exception cref="HttpRequestException">The product does not answer.</exception>
    /// <exception cref="InvalidOperationException">The bank was not connected.</exception>
    public async Task<HttpResponseMessage> UploadAsync(bool isCamt, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf("/api/statements"));
        request.Content = new ByteArrayContent(Statement(isCamt));
        return await SendAsync(request, cancellationToken);
    }

    private Uri AddressOf(string path) =>
        new(_functions ?? throw new InvalidOperationException("The bank is not connected."), path);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("x-functions-key", _functionKey);
        return _http.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
