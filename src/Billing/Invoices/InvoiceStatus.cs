using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What became of an invoice, which follows from the money that it took. The codes stand in answers.</summary>
public enum InvoiceStatus
{
    /// <summary>Nothing has been received: «Ждёт оплаты».</summary>
    [JsonStringEnumMemberName("issued")]
    Issued,

    /// <summary>A part has been received: «Оплачен частично».</summary>
    [JsonStringEnumMemberName("partly-paid")]
    PartlyPaid,

    /// <summary>All has been received: «Оплачен».</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>Taken back before anything was received; stays so, whatever comes later: «Отменён».</summary>
    [JsonStringEnumMemberName("void")]
    Void,
}
