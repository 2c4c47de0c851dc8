using System.Globalization;
using System.Text;

namespace Billing;

/// <summary>What a payment QR code holds, ГОСТ Р 56042-2014: banking apps fill in a transfer from it.</summary>
public static class PaymentQr
{
    private const char Separator = '|';
    private const int MaxMandatoryBytes = 300;
    private const int MaxBankName = 45;

    /// <summary>The text of the code that pays an invoice, to be encoded in UTF-8 (version <c>ST00012</c>).</summary>
    public static string TextFor(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var seller = invoice.Seller;
        string[] numbers =
        [
            $"PersonalAcc={seller.Bank.Account}",
            $"BankName={Start(Value(seller.BankName), MaxBankName)}",
            $"BIC={seller.Bank.Bic}",
            // An account at the Bank of Russia itself has nothing beside it, but the field is mandatory.
            $"CorrespAcc={seller.Bank.CorrespondentAccount ?? "0"}",
        ];
        string[] optional =
        [
            string.Create(CultureInfo.InvariantCulture, $"Sum={invoice.Amount.Kopecks}"),
            $"Purpose={Value(invoice.Purpose)}",
            $"PayeeINN={seller.Inn}",
            .. seller.Kpp is { } kpp ? [$"KPP={kpp}"] : Array.Empty<string>(),
        ];
        return string.Join(Separator, ["ST00012", $"Name={Name(seller.Name, numbers)}", .. numbers, .. optional]);
    }

    // The five mandatory fields together have a bound; of them only the name can be shortened without harm.
    private static string Name(string name, string[] numbers)
    {
        var others = Encoding.UTF8.GetByteCount(string.Join(Separator, ["ST00012", "Name=", .. numbers]));
        return StartInBytes(Value(name), MaxMandatoryBytes - others);
    }

    // A value cannot hold the separator, and there is no way to escape it.
    private static string Value(string text) => text.Replace(Separator, '/');

    private static string Start(string text, int maxLength) =>
        text.Length <= maxLength ? text : text[..maxLength].TrimEnd();

    private static string StartInBytes(string text, int maxBytes)
    {
        var start = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            start.Append(rune);
        }

        return start.ToString().TrimEnd();
    }
}
