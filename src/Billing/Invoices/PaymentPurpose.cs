namespace Billing;

/// <summary>The purpose of a transfer that pays an invoice.</summary>
internal static class PaymentPurpose
{
    /// <summary>
    /// At most 210 characters, which is what a payment order holds (Положение Банка России 762-П): the invoice's number
    /// first, since banks cut at the end, and the tax or its absence, which a payment order has to name.
    /// </summary>
    public static string TextFor(Invoice invoice)
    {
        var what = invoice.Items.Count == 0 ? "аванс за услуги связи" : "подписка на связь";
        return $"Оплата по счёту {invoice.Number} от {RussianText.ShortDay(invoice.IssuedOn)}, {what}, "
            + SumAndVat(invoice.Amount, invoice.Vat, invoice.VatAmount);
    }

    /// <summary>Such as <c>3000-00. В т.ч. НДС 22 % 540-98</c>.</summary>
    public static string SumAndVat(Money amount, VatRegime regime, Money vat) => regime == VatRegime.None
        ? $"{Sum(amount)}. НДС не облагается"
        : $"{Sum(amount)}. В т.ч. {Vat.Name(regime)} {Sum(vat)}";

    // Payment orders on paper divide roubles from kopecks so; a point would look like the sentence's end.
    private static string Sum(Money money) => money.ToString().Replace('.', '-');
}
