using System.Text.Json;

namespace Functions.Http;

/// <summary>Whole numbers in bodies.</summary>
internal static class WholeNumber
{
    /// <summary>Reads a number without a fraction. JSON has one kind of numbers: 1.0 is 1.</summary>
    public static bool TryRead(JsonElement value, out long number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number
            || !value.TryGetDecimal(out var exact)
            || exact != decimal.Truncate(exact)
            || exact is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        number = (long)exact;
        return true;
    }
}
