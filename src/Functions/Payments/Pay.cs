using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;

namespace Functions.Payments;

/// <summary>Pays subscriptions from the balance with one debit.</summary>
public sealed class Pay(Confirm confirm, Tariffs tariffs)
{
    /// <summary>Pays, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        string? key,
        PaymentForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = PaymentRequest.Check(key, form, tariffs);
        return request is null
            ? problem!
            : await confirm.RunAsync(ClientAccess.OfWidget(widgetAccount, clientId), request, cancellationToken);
    }
}
