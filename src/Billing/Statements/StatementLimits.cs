namespace Billing;

/// <summary>
/// Bounds on what a file may make the reader hold. Real statements stay far below them. Sums are bounded too
/// (<see cref="StatementValues"/>), so that no total of so many lines overflows.
/// </summary>
internal static class StatementLimits
{
    /// <summary>Movements in a file.</summary>
    public const int Lines = 400_000;

    /// <summary>Sections of accounts in a file: several years by the day, for several accounts.</summary>
    public const int Sections = 10_000;

    /// <summary>Days of all sections together.</summary>
    public const int Days = 20_000;

    /// <summary>Characters of a line or value that are kept. The rest could only describe.</summary>
    public const int ValueLength = 4_000;

    /// <summary>Values in one document of a file.</summary>
    public const int Values = 500;

    /// <summary>Elements of XML within each other.</summary>
    public const int Depth = 40;

    /// <summary>Names of parties: ГОСТ and bank formats have 160.</summary>
    public const int NameLength = 160;

    /// <summary>Purposes: 210 in payment orders, more in other formats.</summary>
    public const int PurposeLength = 500;

    /// <summary>Numbers of payment orders: 6 digits as a rule, 35 characters in ISO 20022.</summary>
    public const int NumberLength = 35;

    /// <summary>Accounts abroad (IBAN).</summary>
    public const int AccountLength = 34;
}
