using System.Globalization;
using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Subscriptions;

namespace Functions.Invoices;

/// <summary>A request for an invoice whose form is complete.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Amount">The sum; null with items.</param>
/// <param name="Items">What it is for; empty with a sum.</param>
public sealed record InvoiceRequest(string Key, Money? Amount, IReadOnlyList<InvoiceRequestItem> Items)
{
    /// <summary>The event under the caller's key.</summary>
    public string EventId => "invoice-" + HashedText.Key(Key);

    /// <summary>What has to be the same for it to be the same request.</summary>
    public string Hash => HashedText.Key(
    [
        Amount?.ToString() ?? "",
        .. Items.SelectMany(item => new[]
        {
            item.Phone,
            item.TariffId,
            item.Months.ToString(CultureInfo.InvariantCulture),
        }),
    ]);

    /// <summary>The same for the domain.</summary>
    public InvoiceCommand ToCommand(Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(tariffs);
        return new(
            Amount,
            [.. Items.Select(item => new InvoiceWish(item.Phone, tariffs.Find(item.TariffId), item.Months))]);
    }

    /// <summary>Checks a request as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (InvoiceRequest? Request, Problem? Problem) Check(string? key, InvoiceForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        if (form.Items is null)
        {
            var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
            return otherCurrency ? (null, Problems.CurrencyNotSupported)
                : errors.Any ? (null, Problems.ValidationFailed(errors))
                : (new(key, amount, []), null);
        }

        if (form.Amount is not null)
        {
            errors.Add("amount.amount", "Укажите либо сумму, либо номера.");
        }

        var items = SubscriptionFields.Items(form.Items, errors, InvoiceRequestItem.Read, item => item.Phone);
        return errors.Any ? (null, Problems.ValidationFailed(errors)) : (new(key, Amount: null, items), null);
    }
}

/// <summary>One number that an invoice is for.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="TariffId">Whether it is on sale is decided after the key: a repeated request need not be.</param>
/// <param name="Months">1–12.</param>
public sealed record InvoiceRequestItem(string Phone, string TariffId, int Months)
{
    internal static InvoiceRequestItem Read(InvoiceItemForm form, FieldErrors errors)
    {
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var months = SubscriptionFields.Months(form.Months, errors);
        return new(phone, SubscriptionFields.TariffId(form.Tariff, errors), months);
    }
}
