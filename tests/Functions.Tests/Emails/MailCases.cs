using Azure.Data.Tables;
using Local;

namespace Functions.Tests.Emails;

/// <summary>What tests of e-mails have in common.</summary>
internal static class MailCases
{
    public const string MoneyArrived = "Деньги поступили";

    /// <summary>The stored e-mails of a customer.</summary>
    public static async Task<IReadOnlyList<TableEntity>> EmailsAsync(this SystemFixture fixture, Customer customer) =>
        [.. (await fixture.Rows.OfAsync(customer.ClientId)).Values.Where(row =>
            row.RowKey.StartsWith("email-", StringComparison.Ordinal))];

    /// <summary>The stored e-mail of that id.</summary>
    public static async Task<TableEntity> EmailAsync(this SystemFixture fixture, Customer customer, string id) =>
        (await fixture.Rows.OfAsync(customer.ClientId))["email-" + id];

    /// <summary>Waits until a stored e-mail has a status.</summary>
    public static Task HasStatusAsync(this SystemFixture fixture, Customer customer, string id, string status) =>
        Eventually.IsAsync(
            async () => (await fixture.Rows.OfAsync(customer.ClientId)).GetValueOrDefault("email-" + id)
                ?.GetString("Status") == status,
            $"E-mail {id} is {status}.");

    /// <summary>Waits until a stored e-mail met a limit of the mail service.</summary>
    public static Task IsLimitedAsync(this SystemFixture fixture, Customer customer, string id) =>
        Eventually.IsAsync(
            async () => (await fixture.Rows.OfAsync(customer.ClientId)).GetValueOrDefault("email-" + id)
                is { } email && email.ContainsKey("NotBefore"),
            $"E-mail {id} met the limit.");

    /// <summary>How many letters the customer got whose subject starts so.</summary>
    public static int CountOf(this Customer customer, string subject) =>
        customer.Letters.Count(letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Has the newest failure of a customer run again.</summary>
    public static async Task RetryAsync(this FaultySystemFixture fixture, Customer customer)
    {
        var id = (await fixture.FailuresAsync(customer))[0].GetProperty("id").GetString();
        (await fixture.Api.AutomateAsync("POST", $"failures/{id}/retry")).Is(202);
    }

    /// <summary>No fault is left of the test before, and no limit of the mail service.</summary>
    public static async ValueTask BeginAsync(this FaultySystemFixture fixture)
    {
        fixture.System.World.MailFaults.Clear();
        fixture.Storage.Work();
        fixture.Storage.Copies = 1;
        await fixture.SettleAsync();
        fixture.Pass(TimeSpan.FromHours(3));
        await fixture.QuietAsync();
    }

    /// <summary>Waits until the messages that wait came up again, and put themselves back.</summary>
    public static Task TriedAgainAsync(this FaultySystemFixture fixture, string function)
    {
        var before = fixture.Invocations.Of(function).Count;
        return Eventually.IsAsync(
            () => fixture.Invocations.Of(function) is var all && all.Count > before + 1 && all.All(run => run.Ended),
            $"{function} ran twice.");
    }

    public static void Plan(this FaultySystemFixture fixture, MailFault fault, Customer customer, int times = 1) =>
        fixture.System.World.MailFaults.Plan(fault, customer.Email, times);
}
