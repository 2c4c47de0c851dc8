using Functions.Storage;
using Local;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Promises;

/// <summary>Everything that can be logged is logged.</summary>
public sealed class TalkativeSystemFixture(AzuriteFixture azurite) : FaultySystemFixture(azurite)
{
    protected override LogLevel Logged => LogLevel.Trace;
}

public sealed class SecrecyTests(TalkativeSystemFixture fixture) : IClassFixture<TalkativeSystemFixture>
{
    [Fact]
    public async Task No_log_and_no_queue_message_tells_who_somebody_is_or_how_to_get_in()
    {
        var customer = fixture.NewCustomer();
        fixture.System.World.MailFaults.Plan(new MailFault.ServerError(), customer.Email);
        (await customer.SubmitAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        var first = customer.Password;
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), customer.Email);
        (await customer.TopUpAsync("10000.00")).Is(201);
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync(customer)).Length == 1,
            "The refused letter is recorded.");
        (await customer.PayAsync(password: "wrong-password-of-mine")).Is(403);
        (await customer.PayAsync()).Is(201);
        (await customer.LogInAsync()).Is(200);
        var change = new { currentPassword = first, newPassword = "chosen-password-of-mine" };
        (await customer.CabinetAsync("POST", "password", change)).Is(200);
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        var link = await customer.LetterAsync("Восстановление");
        var token = link.Text.Split("#token=")[1].Split('\n')[0].Trim();
        var confirmation = new { token, newPassword = "restored-password-of-mine" };
        (await customer.CabinetAsync("POST", "password-reset/confirm", confirmation)).Is(204);
        fixture.Storage.Plan(StorageFault.Busy, _ => true, 8);
        await customer.ReadAsync();
        fixture.Storage.Work();
        await fixture.SendAsync("send-email", "malformed");
        var stray = Forms.TopUp("0000000000", "0.00", "unknown", fixture.System.Clock.GetUtcNow());
        await fixture.SendAsync("topups", stray.ToJsonString());
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync()).Length >= 3, "The failures are recorded.");
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.SettleAsync();

        var form = Forms.Organization(customer.Email);
        string[] secrets =
        [
            customer.Email, customer.Email.Split('@')[0], first, "wrong-password-of-mine", "chosen-password-of-mine",
            "restored-password-of-mine", token, token.Split('.')[1], customer.Session, customer.Token.Split('.')[2],
            .. KeysOf(fixture.System.Secrets), (string)form["inn"]!, (string)form["ogrn"]!, (string)form["name"]!,
            (string)form["legalAddress"]!, (string)form["contact"]!["name"]!, (string)form["contact"]!["phone"]!,
            (string)form["bank"]!["account"]!, (string)form["bank"]!["correspondentAccount"]!, "Ромашка",
        ];
        var logs = fixture.Logs;
        Assert.Contains("PostPayment", logs, StringComparison.Ordinal);
        Assert.Contains("ReconcileBalances", logs, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, logs, StringComparison.Ordinal));

        // What a bank connector puts into its queue is its own.
        var messages = string.Join('\n', fixture.Invocations.All
            .Where(run => run.Function is not ("BookTopUp" or "TopUpsPoison"))
            .Select(run => run.Message));
        Assert.All(
            ["CreateCabinet", "FollowEvent", "SendCredentialsEmail", "SendEmail", "MakeResetLink", "ReconcileAccount"],
            function => Assert.NotEmpty(fixture.Invocations.Of(function)));
        Assert.All(
            [.. secrets, customer.Login, customer.AccountNumber],
            secret => Assert.DoesNotContain(secret, messages, StringComparison.Ordinal));

        // What is stored is the password's hash, and the link's.
        var stored = new List<string>();
        foreach (var table in Tables.Names)
        {
            stored.AddRange(await fixture.StoredAsync(table));
        }

        Assert.All(
            [first, "chosen-password-of-mine", "restored-password-of-mine", token.Split('.')[1]],
            secret => Assert.DoesNotContain(stored, row => row.Contains(secret, StringComparison.Ordinal)));
    }

    private static string[] KeysOf(LocalSecrets secrets) =>
    [
        secrets.FunctionKey, secrets.MasterKey, Convert.ToBase64String(secrets.CabinetKey),
        Convert.ToBase64String(secrets.SealKey), Convert.ToBase64String(secrets.MailAccessKey),
    ];
}
