using Functions.Cabinets;
using Functions.Http;
using Functions.Payments;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The widget's calls about numbers that are paid for already.</summary>
public sealed class ChangeFunctions(
    Edge edge,
    ChangeTariff changeTariff,
    RemovePaidNumber removePaidNumber,
    RenewNumbers renewNumbers)
{
    /// <summary>Says what a change of the tariff costs today.</summary>
    [Function("PreviewTariffChange")]
    public Task<HttpResponseData> PreviewTariffChange(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/tariff-changes/preview")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<TariffChangeForm>(
            request,
            (account, form) => changeTariff.PreviewAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Changes the tariff from today on.</summary>
    [Function("PostTariffChange")]
    public Task<HttpResponseData> PostTariffChange(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/tariff-changes")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<TariffChangeForm>(
            request,
            (account, form) => changeTariff.RunAsync(
                account,
                clientId,
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Says what the removal of a number that is paid for gives back today.</summary>
    [Function("PreviewRemoval")]
    public Task<HttpResponseData> PreviewRemoval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/removals/preview")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<PhoneForm>(
            request,
            (account, form) => removePaidNumber.PreviewAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Renews numbers month by month.</summary>
    [Function("PostRenewals")]
    public Task<HttpResponseData> PostRenewals(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/renewals")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<RenewalForm>(
            request,
            (account, form) => renewNumbers.RunAsync(
                ClientAccess.OfWidget(account, clientId),
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Renews them no more.</summary>
    [Function("StopRenewals")]
    public Task<HttpResponseData> StopRenewals(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/renewals/stop")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<PhonesForm>(
            request,
            (account, form) => renewNumbers.StopAsync(
                ClientAccess.OfWidget(account, clientId),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Takes a number that is paid for off the list.</summary>
    [Function("PostRemoval")]
    public Task<HttpResponseData> PostRemoval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/removals")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<RemovalForm>(
            request,
            (account, form) => removePaidNumber.RunAsync(
                account,
                clientId,
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);
}
