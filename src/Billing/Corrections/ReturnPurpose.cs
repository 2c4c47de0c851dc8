namespace Billing;

/// <summary>The purpose of a transfer that gives money back.</summary>
public static class ReturnPurpose
{
    /// <summary>
    /// At most 210 characters, which is what a payment order holds. It names the tax of the day on which the money came
    /// in: an advance is returned with the tax that was paid on it.
    /// </summary>
    /// <param name="accountNumber">The personal account.</param>
    /// <param name="topUpNumber">The entry by which the money came in.</param>
    /// <param name="amount">What is given back.</param>
    /// <param name="topUp">What is known of that entry.</param>
    /// <param name="vat">The regime of that day.</param>
    public static string TextFor(
        string accountNumber,
        long topUpNumber,
        Money amount,
        TopUpDetails topUp,
        VatRegime vat)
    {
        ArgumentNullException.ThrowIfNull(topUp);
        var day = RussianText.ShortDay(BusinessDay.FromInstant(topUp.ReceivedAt));
        var order = topUp.Order?.Number is { } number ? $"п/п № {PlainText.Cut(number, 20)} от {day}" : $"от {day}";
        return $"Возврат аванса, лицевой счёт {accountNumber}, пополнение {topUpNumber}, {order}, "
            + PaymentPurpose.SumAndVat(amount, vat, Vat.Of(amount, vat));
    }
}
