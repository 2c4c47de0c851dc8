using System.Text;
using Local;

namespace Functions.Tests.Statements;

public sealed class StatementTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private readonly BankDesk _bank = new(fixture);

    [Theory]
    [InlineData(StatementEncoding.Windows, false)]
    [InlineData(StatementEncoding.Dos, false)]
    [InlineData(StatementEncoding.Utf8, false)]
    [InlineData(StatementEncoding.Utf8WithMark, true)]
    public async Task Money_is_credited_by_the_code_in_its_purpose_and_the_report_says_why(
        StatementEncoding encoding,
        bool isCamt)
    {
        var customer = await fixture.NewCustomerAsync();
        var named = _bank.Transfer("100.00", $"Пополнение лицевого счета {customer.AccountNumber}");
        var unknown = _bank.Transfer("7.00", "За услуги");
        var outgoing = _bank.Transfer("3.00", "Аренда") with { IsCredit = false };

        var report = await _bank.UploadAsync(
            _bank.File([named, unknown, outgoing], encoding, isCamt: isCamt, openingRoubles: 50));

        Assert.Equal(("done", "3", "3"), (report["status"], report["lineCount"], report["bookedCount"]));
        Assert.Equal("154.00", report["accounts.0.closing.amount"]);
        Assert.Equal(
            ["credited by-account", "suspense no-match", "outgoing outgoing"],
            new[] { named, unknown, outgoing }.Select(line => BankDesk.ResultOf(report, line)));
        Assert.Equal("100.00", await customer.BalanceAsync());
        Assert.Equal(
            customer.AccountNumber,
            (string?)BankDesk.LineOf(report, named)["accountNumbers"]![0]);
        await customer.LetterAsync("Деньги поступили");
    }

    [Fact]
    public async Task The_same_file_again_and_one_of_the_whole_day_credit_only_what_is_new()
    {
        var customer = await fixture.NewCustomerAsync();
        var first = _bank.Transfer("11.00", customer.AccountNumber);
        var twin = first with { Purpose = $"счет {customer.AccountNumber}" };
        var late = _bank.Transfer("13.00", customer.AccountNumber);

        await _bank.UploadAsync(_bank.File([first]));
        var again = await _bank.UploadAsync(_bank.File([first]));
        var whole = await _bank.UploadAsync(_bank.File([late, twin, first]));

        Assert.Equal("seen-before by-account", BankDesk.ResultOf(again, first));
        Assert.Equal(
            ["credited", "credited", "seen-before"],
            whole.At("lines")!.AsArray().Select(line => (string)line!["result"]!).Order());
        Assert.Equal("35.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task An_invoice_named_in_the_purpose_or_found_by_the_payers_ИНН_and_sum_is_paid()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync(Forms.Entrepreneur(customer.Email))).Is(202);
        await customer.WaitForCredentialsAsync();
        var named = await IssueAsync("21.00");
        var found = await IssueAsync("22.00");
        var byNumber = _bank.Transfer("21.00", $"Оплата по счёту №{named} от 10.12.2026, подписка");
        var byInn = _bank.Transfer("22.00", "Оплата по счёту", inn: "773370857141");
        var onlyInn = _bank.Transfer("23.00", "За связь", inn: "773370857141");

        var report = await _bank.UploadAsync(_bank.File([byNumber, byInn, onlyInn]));

        Assert.Equal(
            ["credited by-invoice", "credited by-inn-and-sum", "credited by-inn"],
            new[] { byNumber, byInn, onlyInn }.Select(line => BankDesk.ResultOf(report, line)));
        foreach (var number in new[] { named, found })
        {
            Assert.Equal("paid", (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200)["status"]);
        }

        var other = (string)BankDesk.LineOf(report, byNumber)["movementId"]!;
        Assert.Equal("true", (await fixture.Api.AutomateAsync("GET", $"movements/{other}")).Is(200)["isPaidByOther"]);

        async Task<string> IssueAsync(string sum) => (await customer.OwnAsync(
            "POST",
            "invoices",
            new { amount = new { amount = sum, currency = "RUB" } },
            ("Idempotency-Key", sum))).Is(201)["number"]!;
    }

    [Fact]
    public async Task Half_a_file_credits_nothing_and_the_accountant_reads_why()
    {
        var customer = await fixture.NewCustomerAsync();
        var file = _bank.File([_bank.Transfer("31.00", customer.AccountNumber)]);
        var text = StatementEncoding.Windows.GetBytes("КонецФайла");
        var end = file.AsSpan().LastIndexOf(text);

        var truncated = await _bank.UploadAsync(file[..end]);
        var unbalanced = await _bank.UploadAsync(Replaced(file, "КонечныйОстаток=31.00", "КонечныйОстаток=32.00"));
        var picture = await _bank.UploadAsync([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

        Assert.Equal(
            ["truncated", "unbalanced", "not-a-statement"],
            new[] { truncated, unbalanced, picture }.Select(report => report["refusal.code"]));
        Assert.All(
            new[] { truncated, unbalanced, picture },
            report => Assert.Matches("[а-яё]", report["refusal.text"]!));
        Assert.Equal("0.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_file_that_is_empty_has_no_length_or_is_too_large_is_refused_at_once()
    {
        (await _bank.PostAsync([])).IsProblem(400, "malformed-body");
        (await _bank.PostAsync(new byte[(20 * 1024 * 1024) + 1])).IsProblem(413, "body-too-large");
        (await fixture.Api.AutomateAsync("GET", "statements/none")).IsProblem(404, "not-found");
        (await fixture.Api.AutomateAsync("GET", "statements?limit=0")).IsProblem(422, "validation-failed", "limit");
    }

    [Fact]
    public async Task Money_that_a_connector_reported_is_confirmed_by_the_line_and_not_booked_again()
    {
        var customer = await fixture.NewCustomerAsync();
        (await ReportAsync(customer, "41.00", "first")).Is(201);
        var same = _bank.Transfer("41.00", customer.AccountNumber);
        var second = same with { Number = BankDesk.NewNumber() };

        var report = await _bank.UploadAsync(_bank.File([same, second]));

        Assert.Equal(
            ["confirmed same-as-report", "credited by-account"],
            new[] { same, second }.Select(line => BankDesk.ResultOf(report, line)).Order(StringComparer.Ordinal));
        Assert.Equal("82.00", await customer.BalanceAsync());
        (await ReportAsync(customer, "41.00", "first")).Is(200);
    }

    [Fact]
    public async Task Money_that_a_line_brought_is_not_booked_again_when_a_connector_reports_it()
    {
        var customer = await fixture.NewCustomerAsync();
        await _bank.UploadAsync(_bank.File([_bank.Transfer("51.00", customer.AccountNumber)]));

        var same = (await ReportAsync(customer, "51.00", "late")).Is(200);
        (await ReportAsync(customer, "51.00", "late")).Is(200);
        Assert.Equal("51.00", same["balanceAfter.amount"]);
        (await ReportAsync(customer, "51.00", "other")).Is(201);

        Assert.Equal("102.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task What_may_be_booked_already_waits_for_an_operator_on_whichever_side_comes_later()
    {
        var customer = await fixture.NewCustomerAsync();
        (await ReportAsync(customer, "61.00", "hint")).Is(201);
        var unclear = _bank.Transfer("61.00", "за услуги");
        var unknown = _bank.Transfer("62.00", "за услуги");

        var report = await _bank.UploadAsync(_bank.File([unclear, unknown]));
        var held = (await ReportAsync(customer, "62.00", "after")).Is(202);

        Assert.Equal("suspense maybe-booked", BankDesk.ResultOf(report, unclear));
        Assert.Equal("suspense no-match", BankDesk.ResultOf(report, unknown));
        var movement = (await fixture.Api.AutomateAsync("GET", $"movements/{held["movementId"]}")).Is(200);
        Assert.Equal(("suspense", "maybe-booked"), (movement["status"], movement["reason"]));
        Assert.Equal("61.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_report_that_names_the_payers_ИНН_tells_whose_a_line_in_suspense_is()
    {
        var customer = await fixture.NewCustomerAsync();
        var line = _bank.Transfer("71.00", "за услуги");
        var report = await _bank.UploadAsync(_bank.File([line]));
        Assert.Equal("suspense no-match", BankDesk.ResultOf(report, line));

        (await ReportAsync(customer, "71.00", "told", inn: "7715034360")).Is(201);

        var id = (string)BankDesk.LineOf(report, line)["movementId"]!;
        Assert.Equal("credited", (await fixture.Api.AutomateAsync("GET", $"movements/{id}")).Is(200)["status"]);
        Assert.Equal("71.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_line_that_replaces_one_waits_and_one_that_vanishes_from_a_closed_day_is_reported()
    {
        var customer = await fixture.NewCustomerAsync();
        var first = _bank.Transfer("81.00", customer.AccountNumber);
        var before = await _bank.UploadAsync(_bank.File([first]));
        var restated = first with { Amount = new(81_50) };

        var report = await _bank.UploadAsync(_bank.File([restated], madeDaysLater: 1));

        Assert.Equal("suspense restated", BankDesk.ResultOf(report, restated));
        Assert.Equal("81.00", await customer.BalanceAsync());
        var failures = (await fixture.Api.AutomateAsync("GET", "failures?limit=200")).Is(200).At("failures")!.AsArray();
        var own = Assert.Single(failures, failure => (string?)failure!["clientId"] == customer.ClientId);
        Assert.Equal("line-vanished", (string?)own!["found"]);
        Assert.Equal((string?)BankDesk.LineOf(before, first)["movementId"], (string?)own["movementId"]);
    }

    private Task<Reply> ReportAsync(Customer customer, string amount, string id, string? inn = null)
    {
        var form = Forms.TopUp(
            customer.AccountNumber,
            amount,
            $"{customer.ClientId}-{id}",
            fixture.System.Clock.GetUtcNow());
        form["receivedAt"] = fixture.System.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'00:00:00+03:00", null);
        form["payerInn"] = inn;
        return fixture.Api.AutomateAsync("POST", "topups", form);
    }

    private static byte[] Replaced(byte[] file, string old, string text)
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        var replaced = windows.GetString(file).Replace(old, text, StringComparison.Ordinal);
        Assert.Contains(text, replaced, StringComparison.Ordinal);
        return windows.GetBytes(replaced);
    }
}
