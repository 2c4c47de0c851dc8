using Billing;

namespace Functions.Http;

/// <summary>Refusals about numbers, invoices and orders.</summary>
public static partial class Problems
{
    /// <summary>409.</summary>
    public static Problem PriceChanged(IReadOnlyList<Quote> quotes, DateTimeOffset validUntil) => new(
        "price-changed",
        409,
        "Расчёт изменился",
        $"Теперь к оплате {Roubles(quotes.Aggregate(Money.Zero, (sum, quote) => sum + quote.Amount))}"
        + (quotes is [var one]
            ? $" за период с {RussianText.ShortDay(one.PeriodStart)} по {RussianText.ShortDay(one.PaidThrough)}. "
            : $", номеров: {quotes.Count}. ")
        + "Деньги не списаны. Проверьте расчёт и подтвердите оплату ещё раз.")
    {
        More = quotes is [var only]
            ? new Dictionary<string, object> { ["quote"] = QuoteBody.From(only, validUntil) }
            : new Dictionary<string, object>
            {
                ["quotes"] = quotes.Select(quote => QuoteBody.From(quote, validUntil)).ToArray(),
            },
    };

    /// <summary>409: the same of a change of the tariff.</summary>
    public static Problem PriceChanged(TariffChangeQuote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        var amount = quote.Amount < Money.Zero
            ? $"вернётся на баланс {Roubles(-quote.Amount)}"
            : $"к доплате {Roubles(quote.Amount)}";
        return PriceChanged($"Теперь {amount}.", "change", TariffChangeBody.FromQuote(quote, validUntil));
    }

    /// <summary>409: the same of a removal.</summary>
    public static Problem PriceChanged(RemovalQuote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return PriceChanged(
            $"Теперь вернётся на баланс {Roubles(quote.Amount)}.",
            "removal",
            RemovalBody.FromQuote(quote, validUntil));
    }

    /// <summary>409.</summary>
    public static Problem ConnectionNotPaid { get; } = new(
        "connection-not-paid",
        409,
        "Номер не оплачен",
        "Этот номер сегодня не оплачен: менять в оплаченном нечего.");

    /// <summary>409: an older version took the payment, and did not store the price.</summary>
    public static Problem TermsUnknown { get; } = new(
        "terms-unknown",
        409,
        "Тариф меняется со следующего периода",
        "Этот номер оплачен давно, и сменить тариф сразу нельзя. Выберите тариф для следующего периода.");

    /// <summary>409.</summary>
    public static Problem BalanceTooLarge { get; } = new(
        "balance-too-large",
        409,
        "Баланс слишком велик",
        "Столько на лицевом счёте не помещается. Обратитесь в поддержку.");

    /// <summary>409.</summary>
    public static Problem TooManyConnections { get; } = new(
        "too-many-connections",
        409,
        "Слишком много номеров",
        "Больше номеров добавить нельзя. Обратитесь в поддержку.");

    /// <summary>409: what is paid for is taken off the list with the password.</summary>
    public static Problem ConnectionPaid { get; } = new(
        "connection-paid",
        409,
        "Номер оплачен",
        "Оплаченный номер убирают с паролем кабинета: за целые месяцы после этого деньги вернутся на баланс.");

    /// <summary>409: prices of too many invoices would be held, and all are looked at when money comes.</summary>
    public static Problem TooManyInvoices { get; } = new(
        "too-many-invoices",
        409,
        "Слишком много счетов",
        "Слишком много неоплаченных счетов. Отмените ненужные или оплатите один из них.");

    /// <summary>409: every command reads them all.</summary>
    public static Problem TooManyOrders { get; } = new(
        "too-many-orders",
        409,
        "Слишком много поручений",
        "Слишком много поручений ждут денег. Отмените ненужные.");

    /// <summary>409: there is nothing that could be paid for when money comes.</summary>
    public static Problem NothingToOrder { get; } = new(
        "nothing-to-order",
        409,
        "По этому счёту поручения нет",
        "Поручить оплату можно по действующему счёту за номера, один раз.");

    /// <summary>409: the balance suffices.</summary>
    public static Problem NothingMissing(InvoiceDecision.NothingMissing refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(
            "nothing-missing",
            409,
            "Денег уже достаточно",
            $"На лицевом счёте {Roubles(refusal.Balance)}, нужно {Roubles(refusal.Amount)}: оплатите с баланса.");
    }

    /// <summary>409: money has come for the invoice.</summary>
    public static Problem InvoicePaid { get; } = new(
        "invoice-paid",
        409,
        "По счёту уже поступили деньги",
        "Такой счёт не отменяют: деньги зачислены на лицевой счёт.");

    /// <summary>422: a number of a list.</summary>
    public static Problem NotToBeRenewed(string path)
    {
        var errors = new FieldErrors();
        errors.Add(path, "Этого номера нет в списке, или его тариф больше не продаётся.");
        return ValidationFailed(errors);
    }

    private static Problem PriceChanged(string detail, string name, object preview) => new(
        "price-changed",
        409,
        "Расчёт изменился",
        $"{detail} Ничего не сделано. Проверьте расчёт и подтвердите ещё раз.")
    {
        More = new Dictionary<string, object> { [name] = preview },
    };
}
