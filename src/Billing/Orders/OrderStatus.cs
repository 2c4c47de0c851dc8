using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What became of an order. The codes are stored, and stand in answers.</summary>
public enum OrderStatus
{
    /// <summary>Waits for money: «Оплатим, когда поступят деньги».</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The money came, and was charged: «Оплачено».</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>There was nothing left to pay for; the money stays on the account: «Закрыто».</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The customer called it off: «Отменено».</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
