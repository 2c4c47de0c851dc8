namespace Local;

/// <summary>The functions' settings in the local surroundings; local.settings.sample.json explains each.</summary>
internal static class LocalSettings
{
    public const string MailSender = "no-reply@telphin.example";
    public const string OperatorsEmail = "buh@telphin.example";
    public const string PayeeAccount = "40702810800000000077";

    public static Dictionary<string, string?> For(
        Uri functions,
        string storage,
        OutsideWorld world,
        LocalSecrets secrets) => new()
        {
            ["AzureWebJobsStorage"] = storage,
            ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "22020096",
            ["Mail:ConnectionString"] = world.MailConnectionString,
            ["Mail:Sender"] = MailSender,
            ["Widget:Keys:0"] = Convert.ToBase64String(secrets.WidgetKey),
            ["Widget:Audience"] = world.WidgetVendor.Audience,
            ["Widget:Origins:0"] = world.Url.GetLeftPart(UriPartial.Authority),
            ["Widget:Origins:1"] = $"http://localhost:{world.Url.Port}",
            ["Cabinet:Key"] = Convert.ToBase64String(secrets.CabinetKey),
            ["Seals:Keys:0"] = Convert.ToBase64String(secrets.SealKey),
            ["Cabinet:Url"] = new Uri(functions, "api/pages/cabinet").ToString(),
            ["Operator:Name"] = "Телфин",
            ["Operator:Phone"] = "+7 495 000-00-00",
            ["Operator:Email"] = "support@telphin.example",
            ["Operator:CrmUrl"] = new Uri(world.Url, "crm").ToString(),
            ["Operators:Email"] = OperatorsEmail,
            ["Operators:Url"] = new Uri(functions, "api/pages/operator").ToString(),
            ["Consent:Url"] = new Uri(world.Url, "consent").ToString(),
            ["Payee:Name"] = "ООО «Телфин»",
            ["Payee:Inn"] = "7802000015",
            ["Payee:Kpp"] = "780201001",
            ["Payee:Bank"] = "АО «Банк», г. Санкт-Петербург",
            ["Payee:Bic"] = "049999950",
            ["Payee:Account"] = PayeeAccount,
            ["Payee:CorrespondentAccount"] = "30101810200000000950",
            ["Payee:Address"] = "190000, г. Санкт-Петербург, Невский пр., д. 1",
            ["Payee:Basis"] = "Договор-оферта № 1 от 01.09.2026",
            ["Payee:Vat:0:From"] = "2026-01-01",
            ["Payee:Vat:0:Regime"] = "22",
            ["Payee:Director"] = "Иванов И. И.",
            ["Payee:Accountant"] = "Петрова А. А.",
            ["Tariffs:0:Id"] = "base",
            ["Tariffs:0:Name"] = "Базовый",
            ["Tariffs:0:MonthlyPrice"] = "3000.00",
            ["Tariffs:1:Id"] = "extended",
            ["Tariffs:1:Name"] = "Расширенный",
            ["Tariffs:1:MonthlyPrice"] = "5500.00",
            ["Discounts:0:FromMonths"] = "6",
            ["Discounts:0:Percent"] = "10",
            ["Discounts:1:FromMonths"] = "12",
            ["Discounts:1:Percent"] = "20",
        };
}
