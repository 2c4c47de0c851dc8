using Billing;

namespace Functions.Http;

/// <summary>Codes and texts of closed sets in answers. The codes are those that are stored.</summary>
internal static class Codes
{
    public static string Code(this ClientKind kind) => kind switch
    {
        ClientKind.Organization => "organization",
        ClientKind.Entrepreneur => "entrepreneur",
    };

    public static string Code(this ClientStatus status) => status switch
    {
        ClientStatus.Submitted => "submitted",
        ClientStatus.CabinetCreated => "cabinet-created",
        ClientStatus.CredentialsSent => "credentials-sent",
        ClientStatus.Failed => "failed",
    };

    public static string Code(this SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Unpaid => "unpaid",
        SubscriptionStatus.Paid => "paid",
        SubscriptionStatus.Expired => "expired",
    };

    public static string Text(this SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Unpaid => "Не оплачено",
        SubscriptionStatus.Paid => "Оплачено",
        SubscriptionStatus.Expired => "Истекла",
    };

    public static string Code(this OrderStatus status) => status switch
    {
        OrderStatus.Waiting => "waiting",
        OrderStatus.Paid => "paid",
        OrderStatus.Closed => "closed",
        OrderStatus.Cancelled => "cancelled",
    };

    public static string Text(this OrderStatus status) => status switch
    {
        OrderStatus.Waiting => "Оплатим, когда поступят деньги",
        OrderStatus.Paid => "Оплачено",
        OrderStatus.Closed => "Закрыто без оплаты",
        OrderStatus.Cancelled => "Отменено",
    };

    public static string Code(this InvoiceStatus status) => status switch
    {
        InvoiceStatus.Issued => "issued",
        InvoiceStatus.PartlyPaid => "partly-paid",
        InvoiceStatus.Paid => "paid",
        InvoiceStatus.Void => "void",
    };

    public static string Text(this InvoiceStatus status) => status switch
    {
        InvoiceStatus.Issued => "Ждёт оплаты",
        InvoiceStatus.PartlyPaid => "Оплачен частично",
        InvoiceStatus.Paid => "Оплачен",
        InvoiceStatus.Void => "Отменён",
    };
}
