using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Storage;

namespace Functions.Subscriptions;

/// <summary>A client's numbers, the tariffs, and what a number costs.</summary>
public sealed class SubscriptionQueries(ClientStates states, Tariffs tariffs, TimeProvider time)
{
    /// <summary>The tariffs on sale.</summary>
    public Outcome ListTariffs() => Outcome.Ok(new TariffsBody([.. tariffs.All.Select(TariffBody.From)]));

    /// <summary>The client's numbers.</summary>
    public async Task<Outcome> ListAsync(
        string widgetAccount,
        string clientId,
        CancellationToken cancellationToken)
    {
        if (await states.FindAsync(widgetAccount, clientId, cancellationToken) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        return Outcome.Ok(new ConnectionsBody(
            [.. state.ListedSubscriptions.Select(each => ConnectionBody.From(each, today))]));
    }

    /// <summary>What a number of months costs if paid today.</summary>
    public async Task<Outcome> QuoteAsync(
        string widgetAccount,
        string clientId,
        QuoteForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var number = SubscriptionFields.Phone(form.Phone, errors);
        var tariff = SubscriptionFields.Tariff(tariffs, form.Tariff, errors);
        var count = SubscriptionFields.Months(form.Months, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (await states.FindAsync(widgetAccount, clientId, cancellationToken) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var quote = Quote.For(tariff!, state.SubscriptionOf(number, tariff!), count, today);
        return Outcome.Ok(QuoteBody.From(quote, BusinessDay.EndOf(today)));
    }

    /// <summary>What some numbers cost, for each end of month until which they can be paid for today.</summary>
    public async Task<Outcome> TermsAsync(
        string widgetAccount,
        string clientId,
        TermsForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var items = SubscriptionFields.Items(
            form.Items,
            errors,
            (item, itemErrors) => (
                Phone: SubscriptionFields.Phone(item.Phone, itemErrors),
                Tariff: SubscriptionFields.Tariff(tariffs, item.Tariff, itemErrors)),
            item => item.Phone);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (await states.FindAsync(widgetAccount, clientId, cancellationToken) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var terms = Term.For(
            [.. items.Select(item => (state.SubscriptionOf(item.Phone, item.Tariff!), item.Tariff!))],
            today);
        return Outcome.Ok(new TermsBody([.. terms.Select(TermBody.From)], BusinessDay.EndOf(today)));
    }
}
