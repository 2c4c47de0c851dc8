using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Why a payment was made without the customer. The codes are stored, and stand in hashes.</summary>
public enum PaymentCause
{
    /// <summary>The money came that an order waited for.</summary>
    [JsonStringEnumMemberName("order")]
    Order,

    /// <summary>The number is renewed each month.</summary>
    [JsonStringEnumMemberName("renewal")]
    Renewal,
}

/// <summary>The causes in hashes and answers.</summary>
public static class PaymentCauseCode
{
    /// <summary>The same code as is stored.</summary>
    public static string Code(this PaymentCause cause) => cause switch
    {
        PaymentCause.Order => "order",
        PaymentCause.Renewal => "renewal",
    };
}
