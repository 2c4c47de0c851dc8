namespace Billing;

/// <summary>Checks a form of requisites and collects the errors of its fields.</summary>
internal sealed class RequisitesCheck
{
    private const string Unprintable = "Уберите символы, которых не видно: наберите текст заново.";

    private delegate string? Reader(string text, out string value);

    public FieldErrors Errors { get; } = new();

    /// <summary>The requisites, tidied up. They may be used only if <see cref="Errors"/> is empty.</summary>
    public Requisites Check(RequisitesForm form)
    {
        var kind = Kind(form.Kind);
        return new(
            kind ?? default,
            NameOf("name", form.Name, 250, "Укажите название или фамилию, имя и отчество."),
            Inn(form.Inn, kind),
            Kpp(form.Kpp, kind),
            Ogrn(form.Ogrn, kind),
            Text("legalAddress", form.LegalAddress, 5, 500, "Укажите юридический адрес, как в ЕГРЮЛ или ЕГРИП."),
            Bank(form.Bank),
            new Contact(
                NameOf("contact.name", form.Contact?.Name, 150, "Укажите имя контактного лица."),
                Read(
                    "contact.email",
                    form.Contact?.Email,
                    "Укажите электронную почту: на неё придут логин и пароль.",
                    EmailAddress.Mistake),
                Read("contact.phone", form.Contact?.Phone, "Укажите телефон контактного лица.", Phone.Mistake))
            {
                AccountantEmail = AccountantEmail(form.Contact?.AccountantEmail),
            },
            Text("consent.version", form.Consent?.Version, 1, 32, "Нужно согласие на обработку персональных данных."));
    }

    private ClientKind? Kind(string? text)
    {
        switch (text)
        {
            case "organization":
                return ClientKind.Organization;
            case "entrepreneur":
                return ClientKind.Entrepreneur;
            default:
                Errors.Add(
                    "kind",
                    "Выберите, кто вы: организация (organization) или индивидуальный предприниматель (entrepreneur).");
                return null;
        }
    }

    private string Inn(string? text, ClientKind? kind) => Number("inn", text, "Укажите ИНН.", inn =>
        OtherKind(inn, kind)
        ?? LengthMismatch(kind, inn, "ИНН организации", "ИНН предпринимателя", Billing.Inn.LengthFor)
        ?? (Billing.Inn.IsValid(inn) ? null : "В ИНН опечатка: контрольные цифры не сходятся."));

    private static string? OtherKind(string inn, ClientKind? kind) => kind switch
    {
        ClientKind.Organization when Billing.Inn.IsValid(inn, ClientKind.Entrepreneur) =>
            "Это ИНН индивидуального предпринимателя. Если вы ИП, выберите это выше.",
        ClientKind.Entrepreneur when Billing.Inn.IsValid(inn, ClientKind.Organization) =>
            "Это ИНН организации. Если вы организация, выберите это выше.",
        _ => null,
    };

    private string? Kpp(string? text, ClientKind? kind)
    {
        if (kind == ClientKind.Organization)
        {
            return Number("kpp", text?.ToUpperInvariant(), "Укажите КПП.", kpp => Billing.Kpp.IsValid(kpp)
                ? null
                : "КПП — 9 знаков: четыре цифры, две цифры или латинские буквы, три цифры.");
        }

        if (kind == ClientKind.Entrepreneur && PlainText.Clean(text).Length > 0)
        {
            Errors.Add("kpp", "У индивидуального предпринимателя нет КПП. Оставьте поле пустым.");
        }

        return null;
    }

    private string Ogrn(string? text, ClientKind? kind) => Number("ogrn", text, "Укажите ОГРН или ОГРНИП.", ogrn =>
        LengthMismatch(kind, ogrn, "ОГРН организации", "ОГРНИП", Billing.Ogrn.LengthFor) ?? (kind switch
        {
            ClientKind.Organization when !Billing.Ogrn.HasFirstDigitOf(ClientKind.Organization, ogrn) =>
                "ОГРН организации начинается с 1 или 5.",
            ClientKind.Entrepreneur when !Billing.Ogrn.HasFirstDigitOf(ClientKind.Entrepreneur, ogrn) =>
                "ОГРНИП начинается с 3.",
            _ => Billing.Ogrn.IsValid(ogrn) ? null : "В номере опечатка: контрольная цифра не сходится.",
        }));

    // The length of a number depends on the client's kind. Without a kind, the length of either is accepted.
    private static string? LengthMismatch(
        ClientKind? kind,
        string text,
        string organizationName,
        string entrepreneurName,
        Func<ClientKind, int> lengthFor)
    {
        return kind switch
        {
            ClientKind.Organization => Digits.Mismatch(organizationName, text, lengthFor(ClientKind.Organization)),
            ClientKind.Entrepreneur => Digits.Mismatch(entrepreneurName, text, lengthFor(ClientKind.Entrepreneur)),
            _ => null,
        };
    }

    private BankDetails? Bank(BankForm? form)
    {
        // The widget's form sends empty fields too.
        if (form is null
            || new[] { form.Bic, form.Account, form.CorrespondentAccount }.All(text => PlainText.Clean(text) == ""))
        {
            return null;
        }

        var bic = Number("bank.bic", form.Bic, "Укажите БИК.", BankCheck.Bic);
        var account = Number("bank.account", form.Account, "Укажите расчётный счёт.", BankCheck.Account);
        var bank = new BankDetails(bic, account, Correspondent(form.CorrespondentAccount, account, bic));
        if (!Errors.ByField.Keys.Any(field => field.StartsWith("bank.", StringComparison.Ordinal)))
        {
            BankCheck.Consistency(bank, Errors);
        }

        return bank;
    }

    private string? Correspondent(string? text, string account, string bic)
    {
        const string Field = "bank.correspondentAccount";
        if (!Billing.Bic.IsValid(bic) || BankAccount.HasCorrespondent(account, bic))
        {
            return Number(Field, text, "Укажите корр. счёт.", number => BankCheck.Correspondent(number, account));
        }

        if (PlainText.Clean(text).Length > 0)
        {
            Errors.Add(Field, "У счёта в Банке России корр. счёта нет. Оставьте поле пустым.");
        }

        return null;
    }

    private string? AccountantEmail(string? text) => PlainText.Clean(text).Length == 0
        ? null
        : Read("contact.accountantEmail", text, missing: "", EmailAddress.Mistake);

    /// <summary>What <paramref name="read"/> makes of the text; it returns why it makes nothing of it.</summary>
    private string Read(string field, string? text, string missing, Reader read)
    {
        var value = "";
        Checked(field, PlainText.Clean(text), missing, clean => read(clean, out value));
        return value;
    }

    private string Text(string field, string? text, int min, int max, string missing) =>
        Checked(field, PlainText.Clean(text), missing, clean => LengthMistake(clean, min, max));

    private string NameOf(string field, string? text, int max, string missing) =>
        Checked(field, PlainText.Clean(text), missing, clean => LengthMistake(clean, 1, max) ?? Name.Mistake(clean));

    private static string? LengthMistake(string text, int min, int max) => text.Length switch
    {
        var length when length < min => $"Слишком коротко: нужно не меньше {min} символов.",
        var length when length > max => $"Слишком длинно: можно не больше {max} символов.",
        _ => null,
    };

    private string Number(string field, string? text, string missing, Func<string, string?> check) =>
        Checked(field, PlainText.Number(text), missing, check);

    /// <summary>
    /// The cleaned text. Adds an error to the field if it is empty (<paramref name="missing"/>), cannot be printed, or
    /// if <paramref name="check"/> returns an error for it.
    /// </summary>
    private string Checked(string field, string clean, string missing, Func<string, string?> check)
    {
        var error = !PlainText.IsPrintable(clean) ? Unprintable
            : clean.Length == 0 ? missing
            : check(clean);
        if (error is not null)
        {
            Errors.Add(field, error);
        }

        return clean;
    }
}
