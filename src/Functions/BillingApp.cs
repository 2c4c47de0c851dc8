using Functions.Cabinets;
using Functions.Catalog;
using Functions.Clients;
using Functions.Corrections;
using Functions.Desk;
using Functions.Emails;
using Functions.Events;
using Functions.Failures;
using Functions.Feed;
using Functions.Http;
using Functions.Invoices;
using Functions.Movements;
using Functions.Operations;
using Functions.Orders;
using Functions.Outbox;
using Functions.Pages;
using Functions.Payments;
using Functions.Reconciliation;
using Functions.Registers;
using Functions.Renewals;
using Functions.Security;
using Functions.Statements;
using Functions.Storage;
using Functions.Subscriptions;
using Functions.Suspense;
using Functions.Telemetry;
using Functions.TopUps;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Functions;

/// <summary>The composition of the app: every feature registers its parts and its settings.</summary>
public static class BillingApp
{
    /// <summary>Builds the app; nothing runs yet.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="customise">
    /// Changes settings or parts before the app is built: the local system and the tests bring their own clock and
    /// storage.
    /// </param>
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder>? customise = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddTelemetry()
            .AddStorage()
            .AddOutbox()
            .AddSecurity()
            .AddCatalog()
            .AddHttp()
            .AddPages()
            .AddFailures()
            .AddEmails()
            .AddClients()
            .AddCabinets()
            .AddSubscriptions()
            .AddRenewals()
            .AddOrders()
            .AddPayments()
            .AddInvoices()
            .AddTopUps()
            .AddCorrections()
            .AddMovements()
            .AddStatements()
            .AddSuspense()
            .AddRegisters()
            .AddDesk()
            .AddReconciliation()
            .AddFeed()
            .AddWebhooks()
            .AddEvents()
            .AddSingleton<Health>()
            .AddHostedService<StartChecks>()
            .Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.UseMiddleware<Tracing>();
        customise?.Invoke(builder);
        Exporters.Add(builder.Services, builder.Configuration);
        return builder.Build();
    }
}
