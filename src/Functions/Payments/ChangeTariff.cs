using Billing;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>Changes the tariff of a number that is paid for from today on.</summary>
public sealed class ChangeTariff(Confirm confirm, ClientStates states, Tariffs tariffs, TimeProvider time)
{
    /// <summary>Says what it costs today.</summary>
    public async Task<Outcome> PreviewAsync(
        string widgetAccount,
        string clientId,
        TariffChangeForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var tariff = SubscriptionFields.Tariff(tariffs, form.Tariff, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (await states.FindAsync(widgetAccount, clientId, cancellationToken) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        if (state.Subscriptions.GetValueOrDefault(phone) is not { } subscription || !subscription.IsPaidOn(today))
        {
            return Problems.ConnectionNotPaid;
        }

        return TariffChangeQuote.For(subscription, tariff!, today) is { } quote
            ? Outcome.Ok(TariffChangeBody.FromQuote(quote, BusinessDay.EndOf(today)))
            : Problems.TermsUnknown;
    }

    /// <summary>Changes it, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        string? key,
        TariffChangeForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = TariffChangeRequest.Check(key, form, tariffs);
        return request is null
            ? problem!
            : await confirm.RunAsync(ClientAccess.OfWidget(widgetAccount, clientId), request, cancellationToken);
    }
}
