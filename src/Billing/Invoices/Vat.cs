namespace Billing;

/// <summary>НДС that is contained in a price.</summary>
public static class Vat
{
    /// <summary>
    /// The tax in a line's sum: sum · rate / (100 + rate), to the kopeck, half away from zero. It is taken out of the
    /// sum, never out of a rounded price of one piece.
    /// </summary>
    public static Money Of(Money gross, VatRegime regime)
    {
        var rate = Rate(regime);
        return new((long)decimal.Round(
            (decimal)gross.Kopecks * rate / (100 + rate),
            decimals: 0,
            MidpointRounding.AwayFromZero));
    }

    /// <summary>Such as «НДС 22 %», and «Без НДС».</summary>
    public static string Name(VatRegime regime) =>
        regime == VatRegime.None ? "Без НДС" : $"НДС {Rate(regime)} %";

    /// <summary>The regime of a code, as settings name it: <c>none</c>, <c>5</c>, <c>7</c>, <c>22</c>.</summary>
    public static bool TryParse(string? code, out VatRegime regime)
    {
        (var isCode, regime) = code switch
        {
            "none" => (true, VatRegime.None),
            "5" => (true, VatRegime.Vat5),
            "7" => (true, VatRegime.Vat7),
            "22" => (true, VatRegime.Vat22),
            _ => (false, default),
        };
        return isCode;
    }

    private static int Rate(VatRegime regime) => regime switch
    {
        VatRegime.None => 0,
        VatRegime.Vat5 => 5,
        VatRegime.Vat7 => 7,
        VatRegime.Vat22 => 22,
    };
}
