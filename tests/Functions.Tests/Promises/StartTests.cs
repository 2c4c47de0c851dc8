using System.Reflection;
using Azure.Data.Tables;
using Local;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Promises;

/// <summary>What is wrong with the settings is said at the start, not when a customer finds out.</summary>
public sealed class StartTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("Mail:ConnectionString", null)]
    [InlineData("Mail:Sender", null)]
    [InlineData("Mail:Sender", "nobody")]
    [InlineData("Widget:Keys:0", null)]
    [InlineData("Widget:Keys:0", "not base64")]
    [InlineData("Widget:Keys:0", "c2hvcnQ=")]
    [InlineData("Widget:Audience", null)]
    [InlineData("Widget:Origins:0", "crm.example.ru")]
    [InlineData("Widget:Origins:0", "https://crm.example.ru/page")]
    [InlineData("Cabinet:Key", null)]
    [InlineData("Cabinet:Key", "not base64")]
    [InlineData("Cabinet:Key", "c2hvcnQ=")]
    [InlineData("Cabinet:Url", null)]
    [InlineData("Cabinet:Url", "not a url")]
    [InlineData("Cabinet:HashMemoryKiB", "0")]
    [InlineData("Cabinet:HashMemoryKiB", "much")]
    [InlineData("Cabinet:HashPasses", "0")]
    [InlineData("Cabinet:HashPasses", "many")]
    [InlineData("EmailLimits:PerAccountAndDay", "0")]
    [InlineData("EmailLimits:PerAddressAndDay", "many")]
    [InlineData("Seals:Keys:0", null)]
    [InlineData("Seals:Keys:0", "not base64")]
    [InlineData("Seals:Keys:0", "c2hvcnQ=")]
    [InlineData("Operator:Name", null)]
    [InlineData("Operator:CrmUrl", "crm.example.ru")]
    [InlineData("Operators:Email", "nobody")]
    [InlineData("Operators:Url", "operator")]
    [InlineData("Consent:Version", "")]
    [InlineData("Consent:Version", "the text that was approved in November")]
    [InlineData("Consent:Text", "")]
    [InlineData("Consent:Url", "/consent")]
    [InlineData("Payee:Name", null)]
    [InlineData("Payee:Inn", null)]
    [InlineData("Payee:Inn", "7802000016")]
    [InlineData("Payee:Kpp", "78020100")]
    [InlineData("Payee:Bank", null)]
    [InlineData("Payee:Bic", null)]
    [InlineData("Payee:Bic", "949999950")]
    [InlineData("Payee:Account", null)]
    [InlineData("Payee:Account", "40702810800000000078")]
    [InlineData("Payee:CorrespondentAccount", "30101810200000000951")]
    [InlineData("Payee:Address", null)]
    [InlineData("Payee:Basis", null)]
    [InlineData("Payee:Vat:0:From", null)]
    [InlineData("Payee:Vat:0:From", "01.01.2026")]
    [InlineData("Payee:Vat:0:Regime", null)]
    [InlineData("Payee:Vat:0:Regime", "20")]
    [InlineData("Payee:Vat:1:From", "2027-01-01")]
    [InlineData("Payee:InvoiceDays", "0")]
    [InlineData("Payee:InvoiceDays", "many")]
    [InlineData("Tariffs:0:Id", null)]
    [InlineData("Tariffs:0:Name", null)]
    [InlineData("Tariffs:0:MonthlyPrice", null)]
    [InlineData("Tariffs:0:MonthlyPrice", "0")]
    [InlineData("Tariffs:0:MonthlyPrice", "-5")]
    [InlineData("Tariffs:0:MonthlyPrice", "3000,00")]
    [InlineData("Tariffs:1:Id", "base")]
    [InlineData("AzureWebJobsStorage", null)]
    [InlineData("AzureWebJobsStorage", "nonsense")]
    [InlineData("Mail:ConnectionString", "nonsense")]
    public async Task A_setting_that_is_missing_or_malformed_stops_the_start_with_its_name(string name, string? value)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(new() { [name] = value }));

        var texts = new List<string>();
        for (var e = error; e is not null; e = e.InnerException)
        {
            texts.Add(e.Message);
        }

        // An item of a list may be named by the list.
        var names = new[]
        {
            name,
            name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name,
            name.StartsWith("Tariffs", StringComparison.Ordinal) ? name[..9] : name,
            name.StartsWith("Payee:Vat", StringComparison.Ordinal) ? name[..11] : name,
            name == "Tariffs:1:Id" ? "the id base" : name,
        };
        Assert.Contains(texts, text => names.Any(text.Contains));
    }

    [Fact]
    public async Task Nothing_to_sell_stops_the_start()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(new()
        {
            ["Tariffs:0:Id"] = null,
            ["Tariffs:0:Name"] = null,
            ["Tariffs:0:MonthlyPrice"] = null,
            ["Tariffs:1:Id"] = null,
            ["Tariffs:1:Name"] = null,
            ["Tariffs:1:MonthlyPrice"] = null,
        }));

        Assert.Contains("Tariffs:0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_part_and_every_function_can_be_made()
    {
        IServiceCollection? registered = null;
        await using var system = await LocalSystem.StartAsync(
            new() { Storage = azurite.NewAccount(), Customise = builder => registered = builder.Services },
            TestContext.Current.CancellationToken);

        var parts = registered!.Where(IsOurs).ToArray();
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.NotNull(system.Services.GetRequiredService(part.ServiceType)));
        var classes = typeof(BillingApp).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null))
            .ToArray();
        Assert.All(classes, type => Assert.Equal("Functions.Endpoints", type.Namespace));
        Assert.All(classes, type => Assert.NotNull(ActivatorUtilities.CreateInstance(system.Services, type)));

        static bool IsOurs(ServiceDescriptor service) =>
            service.ServiceType.Namespace?.StartsWith("Functions", StringComparison.Ordinal) == true;
    }

    [Fact]
    public async Task A_table_that_is_missing_is_made_by_the_call_that_needs_it()
    {
        var storage = azurite.NewAccount();
        await using var system = await LocalSystem.StartAsync(
            new() { Storage = storage },
            TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = system.Url };
        using var before = await http.GetAsync("/api/health", TestContext.Current.CancellationToken);
        await new TableServiceClient(storage).DeleteTableAsync("Limits", TestContext.Current.CancellationToken);

        using var health = await http.GetAsync("/api/health", TestContext.Current.CancellationToken);

        Assert.Equal((200, 200), ((int)before.StatusCode, (int)health.StatusCode));
        Assert.NotEmpty(await new TableServiceClient(storage)
            .QueryAsync(table => table.Name == "Limits", cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    private async Task StartAsync(Dictionary<string, string?> settings)
    {
        await using var system = await LocalSystem.StartAsync(
            new() { Storage = azurite.NewAccount(), Settings = settings },
            TestContext.Current.CancellationToken);
    }
}
