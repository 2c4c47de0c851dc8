using Billing;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>
/// Takes a number that is paid for off the list, and gives the whole months after this one back to the balance. It
/// stays paid for to the end of the month.
/// </summary>
public sealed class RemovePaidNumber(Confirm confirm, ClientStates states, Tariffs tariffs, TimeProvider time)
{
    /// <summary>Says what is given back today.</summary>
    public async Task<Outcome> PreviewAsync(
        string widgetAccount,
        string clientId,
        PhoneForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (await states.FindAsync(widgetAccount, clientId, cancellationToken) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        if (state.Subscriptions.GetValueOrDefault(phone) is not { RemovedAt: null } subscription
            || !subscription.IsPaidOn(today))
        {
            return Problems.ConnectionNotPaid;
        }

        var quote = RemovalQuote.For(subscription, tariffs.Discounts, today);
        return Outcome.Ok(RemovalBody.FromQuote(quote, BusinessDay.EndOf(today)));
    }

    /// <summary>Takes it off, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        string? key,
        RemovalForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = RemovalRequest.Check(key, form, tariffs.Discounts);
        return request is null
            ? problem!
            : await confirm.RunAsync(ClientAccess.OfWidget(widgetAccount, clientId), request, cancellationToken);
    }
}
