using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Why a balance changed. The codes are stored, and stand in hashes.</summary>
public enum EntryKind
{
    /// <summary>Money in.</summary>
    [JsonStringEnumMemberName("top-up")]
    TopUp,

    /// <summary>A subscription paid.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment,

    /// <summary>An earlier entry put right, in either direction.</summary>
    [JsonStringEnumMemberName("correction")]
    Correction,

    /// <summary>Money given back to the payer's bank account.</summary>
    [JsonStringEnumMemberName("return")]
    Return,

    /// <summary>Another tariff for days that are paid for, in either direction.</summary>
    [JsonStringEnumMemberName("tariff-change")]
    TariffChange,

    /// <summary>Whole months given back to the balance because the number is not wanted any more.</summary>
    [JsonStringEnumMemberName("removal")]
    Removal,
}

/// <summary>The kinds in hashes and answers.</summary>
public static class EntryKindCode
{
    /// <summary>The same code as is stored.</summary>
    public static string Code(this EntryKind kind) => kind switch
    {
        EntryKind.TopUp => "top-up",
        EntryKind.Payment => "payment",
        EntryKind.Correction => "correction",
        EntryKind.Return => "return",
        EntryKind.TariffChange => "tariff-change",
        EntryKind.Removal => "removal",
    };
}
