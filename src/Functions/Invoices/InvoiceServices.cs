using Microsoft.Extensions.DependencyInjection;

namespace Functions.Invoices;

/// <summary>Registers what this folder has.</summary>
internal static class InvoiceServices
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddSingleton<Seller>()
        .AddSingleton<DecideInvoice>()
        .AddSingleton<IssueInvoice>()
        .AddSingleton<VoidInvoice>()
        .AddSingleton<InvoiceQueries>();
}
