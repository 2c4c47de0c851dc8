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

    private static int Rate(VatRegime regime) => regime switch
    {
        VatRegime.None => 0,
        VatRegime.Vat5 => 5,
        VatRegime.Vat7 => 7,
        VatRegime.Vat22 => 22,
    };
}
