using System.Text;
using Billing;

namespace Functions.Documents;

/// <summary>A payment order for bank clients, as the bytes of a file.</summary>
public static class PaymentOrderBytes
{
    // A letter that Windows-1251 lacks becomes a question mark: only names can have one, and a bank goes by numbers.
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <inheritdoc cref="PaymentOrderFile.TextFor"/>
    public static byte[] For(Invoice invoice, BankDetails? payerBank, DateTimeOffset createdAt) =>
        Windows1251.GetBytes(PaymentOrderFile.TextFor(invoice, payerBank, createdAt));
}
