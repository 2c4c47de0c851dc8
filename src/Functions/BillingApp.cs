using Azure.Core;
using Azure.Data.Tables;
using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Connections;
using Functions.Http;
using Functions.Ledgers;
using Functions.Letters;
using Functions.Operations;
using Functions.Pages;
using Functions.Payments;
using Functions.Storage;
using Functions.Telemetry;
using Functions.TopUps;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Functions;

/// <summary>The composition of the app: every part, once.</summary>
public static class BillingApp
{
    /// <summary>Builds the app; nothing runs yet.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="customise">Changes settings or parts before the app is built: the local system and the tests bring their own clock and storage.</param>
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder>? customise = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        AddSettings(builder.Services);
        AddParts(builder.Services);
        builder.UseMiddleware<Tracing>();
        customise?.Invoke(builder);
        Exporters.Add(builder.Services, builder.Configuration);
        return builder.Build();
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<MailSettings, MailSettingsValidator>().BindConfiguration("Mail")
            .Validate(mail => mail.ConnectionString is not null || mail.Endpoint is not null, "Mail:ConnectionString or Mail:Endpoint is missing.");
        services.AddOptionsWithValidateOnStart<WidgetSettings, WidgetSettingsValidator>().BindConfiguration("Widget")
            .Validate(widget => widget.Keys.All(key => Base64.Length(key) >= 32), "Widget:Keys must be base64 of 32 bytes or more each.")
            .Validate(widget => widget.Origins.All(IsOrigin), "Widget:Origins must be origins such as https://crm.example.ru.");
        services.AddOptionsWithValidateOnStart<CabinetSettings, CabinetSettingsValidator>().BindConfiguration("Cabinet")
            .Validate(cabinet => Base64.Length(cabinet.Key) == 32, "Cabinet:Key must be base64 of 32 bytes.")
            .Validate(cabinet => cabinet.HashIterations is >= 1 and <= 10_000_000, "Cabinet:HashIterations is out of range.")
            .Validate(cabinet => IsAddress(cabinet.Url), "Cabinet:Url must be an address such as https://billing.example.ru/cabinet.")
            .Validate(cabinet => IsAddress(cabinet.RestoreUrl), "Cabinet:RestoreUrl must be an address such as https://billing.example.ru/cabinet.");
        services.AddOptionsWithValidateOnStart<OperatorSettings, OperatorSettingsValidator>().BindConfiguration("Operator");
        services.AddOptionsWithValidateOnStart<PayeeSettings, PayeeSettingsValidator>().BindConfiguration("Payee")
            .Validate(payee => Inn.IsValid(payee.Inn), "Payee:Inn must be an ИНН.")
            .Validate(payee => payee.Kpp.Length == 0 || Kpp.IsValid(payee.Kpp), "Payee:Kpp must be a КПП, or empty.")
            .Validate(payee => Bic.IsValid(payee.Bic), "Payee:Bic must be a БИК.")
            .Validate(payee => BankAccount.IsValidSettlement(payee.Account, payee.Bic), "Payee:Account must be a rouble account that fits Payee:Bic.")
            .Validate(payee => BankAccount.IsValidCorrespondent(payee.CorrespondentAccount, payee.Bic), "Payee:CorrespondentAccount must be the one of Payee:Bic.");
        services.AddSingleton(provider => new Tariffs(provider.GetRequiredService<IConfiguration>().GetSection("Tariffs").Get<TariffSettings[]>() ?? []));
    }

    private static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ImpatientTables());
        services.AddMetrics().AddSingleton<Events>().AddSingleton<StorageTelemetry>();
        services.AddSingleton(TableService);
        services.AddSingleton<Tables>().AddSingleton<ClientStates>().AddSingleton<Pending>().AddSingleton<Failures>();
        services.AddSingleton<Keys>().AddSingleton<Passwords>().AddSingleton<Sessions>().AddSingleton<WidgetTokens>();
        services.AddSingleton<Cors>().AddSingleton<Edge>().AddSingleton<Fallback>();
        services.AddSingleton<PageFiles>().AddSingleton<PageCalls>();
        services.AddSingleton<Credentials>().AddSingleton<Requisitions>().AddSingleton<CreateCabinet>().AddSingleton<NewCredentials>();
        services.AddSingleton<ConnectionBook>().AddSingleton<Pay>().AddSingleton<PaymentHistory>().AddSingleton<BookTopUp>();
        services.AddSingleton<CabinetAccess>().AddSingleton<CabinetPasswords>().AddSingleton<CabinetViews>();
        services.AddSingleton<LetterTexts>().AddSingleton<LetterWriter>().AddSingleton<FollowUps>().AddSingleton<Deliveries>().AddSingleton<EmailSender>().AddSingleton<SendLetter>();
        services.AddSingleton<Changes>().AddSingleton<CheckLedger>().AddSingleton<ReconcileBalances>().AddSingleton<Expiry>().AddSingleton<ExpireSubscriptions>().AddSingleton<FinishPending>().AddSingleton<Health>();
        services.AddHostedService<StartChecks>().Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
    }

    /// <summary>A customer waits for it: a few quick retries, then he is asked to try again.</summary>
    private static TableClientOptions ImpatientTables() => new()
    {
        Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1), NetworkTimeout = TimeSpan.FromSeconds(10) },
    };

    private static TableServiceClient TableService(IServiceProvider provider)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var options = provider.GetRequiredService<TableClientOptions>();
        options.AddPolicy(provider.GetRequiredService<StorageTelemetry>(), HttpPipelinePosition.PerRetry);
        var missing = new MissingTables(provider.GetRequiredService<ILogger<MissingTables>>());
        options.AddPolicy(missing, HttpPipelinePosition.PerCall);
        var service = configuration["AzureWebJobsStorage:tableServiceUri"] is { } uri
            ? AzureClients.Create("AzureWebJobsStorage:tableServiceUri", () => new TableServiceClient(new Uri(uri), AzureClients.Identity(configuration), options))
            : configuration["AzureWebJobsStorage"] is { } connection
            ? AzureClients.Create("AzureWebJobsStorage", () => new TableServiceClient(connection, options))
            : throw new InvalidOperationException("AzureWebJobsStorage is missing: where the state is stored.");
        missing.CreateIn(service);
        return service;
    }

    private static bool IsAddress(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && uri.GetLeftPart(UriPartial.Authority) == text;
}
