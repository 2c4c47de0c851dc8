using Functions.Http;
using Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>
/// Calls of the widget that have a phone number in their address, where hosts and proxies log it. They answer as
/// before, and name the call to use instead.
/// </summary>
public sealed class DeprecatedFunctions(Edge edge, ChooseTariff chooseTariff, SubscriptionQueries subscriptions)
{
    /// <summary>Picks a tariff for a number.</summary>
    [Function("PutConnection")]
    public async Task<HttpResponseData> PutConnection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "clients/{clientId}/connections/{phone}")]
        HttpRequestData request,
        string clientId,
        string phone,
        CancellationToken cancellationToken)
    {
        var response = await edge.Widget<TariffForm>(
            request,
            (account, form) => chooseTariff.RunAsync(account, clientId, new(phone, form.Tariff), cancellationToken),
            cancellationToken);
        return response.SucceededBy("../connections");
    }

    /// <summary>Says what a number of months costs.</summary>
    [Function("GetQuote")]
    public async Task<HttpResponseData> GetQuote(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/connections/{phone}/quote")]
        HttpRequestData request,
        string clientId,
        string phone,
        CancellationToken cancellationToken)
    {
        var form = QuoteForm.FromQuery(phone, request.Query["tariff"], request.Query["months"]);
        var response = await edge.Widget(
            request,
            account => subscriptions.QuoteAsync(account, clientId, form, cancellationToken));
        return response.SucceededBy("../../quotes");
    }
}
