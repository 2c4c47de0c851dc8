namespace Billing;

/// <summary>One pass over a form of requisites, collecting what is wrong. Its values count only if nothing is.</summary>
internal sealed class RequisitesCheck
{
    private const string InvisibleCharacters = "Уберите переносы строк, табуляцию и другие невидимые символы.";

    public FieldErrors Errors { get; } = new();

    public Requisites Of(RequisitesForm form)
    {
        var kind = Kind(form.Kind);
        return new(
            kind ?? default,
            Text("name", form.Name, 1, 250, "Укажите название организации или фамилию, имя и отчество предпринимателя."),
            Inn(form.Inn, kind),
            Kpp(form.Kpp, kind),
            Ogrn(form.Ogrn, kind),
            Text("legalAddress", form.LegalAddress, 5, 500, "Укажите юридический адрес, как в ЕГРЮЛ или ЕГРИП."),
            Bank(form.Bank),
            new Contact(
                Text("contact.name", form.Contact?.Name, 1, 150, "Укажите имя контактного лица."),
                Email(form.Contact?.Email),
                PhoneNumber(form.Contact?.Phone)),
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
                Errors.Add("kind", "Выберите, кто вы: организация (organization) или индивидуальный предприниматель (entrepreneur).");
                return null;
        }
    }

    private string Inn(string? text, ClientKind? kind)
    {
        const string where = "ИНН указан в свидетельстве о постановке на налоговый учёт и в выписке из ЕГРЮЛ или ЕГРИП.";
        return Checked("inn", text, $"Укажите ИНН. {where}", inn => inn switch
        {
            _ when !Digits.AreAll(inn) => $"ИНН состоит только из цифр, без пробелов. {where}",
            _ when kind == ClientKind.Organization && inn.Length != 10 => $"В ИНН организации 10 цифр, а здесь {inn.Length}. {where}",
            _ when kind == ClientKind.Entrepreneur && inn.Length != 12 => $"В ИНН предпринимателя 12 цифр, а здесь {inn.Length}. {where}",
            _ when inn.Length is not (10 or 12) => $"В ИНН 10 цифр у организации и 12 у предпринимателя, а здесь {inn.Length}. {where}",
            _ when !Billing.Inn.IsValid(inn) => $"В ИНН опечатка: контрольные цифры не сходятся. {where}",
            _ => null,
        });
    }

    private string? Kpp(string? text, ClientKind? kind)
    {
        const string where = "КПП указан в свидетельстве о постановке на налоговый учёт и в выписке из ЕГРЮЛ.";
        if (kind == ClientKind.Organization)
        {
            return Checked("kpp", text, $"Укажите КПП. {where}", kpp => Billing.Kpp.IsValid(kpp)
                ? null
                : $"КПП состоит из 9 знаков: четыре цифры, два знака (цифры или заглавные латинские буквы), три цифры. {where}");
        }

        if (kind == ClientKind.Entrepreneur && !string.IsNullOrWhiteSpace(text))
        {
            Errors.Add("kpp", "У индивидуального предпринимателя нет КПП. Оставьте поле пустым.");
        }

        return null;
    }

    private string Ogrn(string? text, ClientKind? kind)
    {
        const string where = "ОГРН и ОГРНИП указаны в выписке из ЕГРЮЛ или ЕГРИП (egrul.nalog.ru).";
        return Checked("ogrn", text, $"Укажите ОГРН организации или ОГРНИП предпринимателя. {where}", ogrn => ogrn switch
        {
            _ when !Digits.AreAll(ogrn) => $"ОГРН и ОГРНИП состоят только из цифр, без пробелов. {where}",
            _ when kind == ClientKind.Organization && ogrn.Length != 13 => $"В ОГРН организации 13 цифр, а здесь {ogrn.Length}. {where}",
            _ when kind == ClientKind.Entrepreneur && ogrn.Length != 15 => $"В ОГРНИП предпринимателя 15 цифр, а здесь {ogrn.Length}. {where}",
            _ when ogrn.Length is not (13 or 15) => $"В ОГРН 13 цифр, в ОГРНИП 15, а здесь {ogrn.Length}. {where}",
            { Length: 13 } when !Billing.Ogrn.HasFirstDigitOf(ClientKind.Organization, ogrn) =>
                $"ОГРН организации начинается с 1 или 5. {where}",
            { Length: 15 } when !Billing.Ogrn.HasFirstDigitOf(ClientKind.Entrepreneur, ogrn) => $"ОГРНИП начинается с 3. {where}",
            _ when !Billing.Ogrn.IsValid(ogrn) => $"В номере опечатка: контрольная цифра не сходится. {where}",
            _ => null,
        });
    }

    private BankDetails? Bank(BankForm? form)
    {
        // A form sends its empty fields too.
        if (form is null || new[] { form.Bic, form.Account, form.CorrespondentAccount }.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        var bank = new BankDetails(
            Checked("bank.bic", form.Bic, $"Укажите БИК. {BankCheck.Where}", BankCheck.Bic),
            Checked("bank.account", form.Account, $"Укажите расчётный счёт. {BankCheck.Where}", BankCheck.Account),
            Checked("bank.correspondentAccount", form.CorrespondentAccount, $"Укажите корр. счёт. {BankCheck.Where}", BankCheck.Account));
        if (!Errors.ByField.Keys.Any(field => field.StartsWith("bank.", StringComparison.Ordinal)))
        {
            BankCheck.Consistency(bank, Errors);
        }

        return bank;
    }

    private string Email(string? text) => Checked(
        "contact.email",
        text,
        "Укажите электронную почту: на неё придут логин и пароль.",
        email => EmailAddress.IsValid(email) ? null : "Это не адрес электронной почты. Нужен один адрес вида name@example.ru.");

    private string PhoneNumber(string? text)
    {
        var number = "";
        Checked("contact.phone", text, "Укажите телефон контактного лица.", phone => Phone.TryNormalize(phone, out number)
            ? null
            : "Это не номер телефона. Нужен номер с кодом страны, например +7 900 123-45-67.");
        return number;
    }

    private string Text(string field, string? text, int min, int max, string missing) =>
        Checked(field, text, missing, tidy => tidy.Length switch
        {
            var length when length < min => $"Слишком коротко: нужно не меньше {min} символов.",
            var length when length > max => $"Слишком длинно: можно не больше {max} символов.",
            _ => null,
        });

    /// <summary>The tidied text, once it is there, is printable, and passes the check, which says what is wrong.</summary>
    private string Checked(string field, string? text, string missing, Func<string, string?> check)
    {
        var tidy = PlainText.Tidy(text);
        var wrong = text switch
        {
            not null when PlainText.HasInvisible(text) => InvisibleCharacters,
            _ when tidy.Length == 0 => missing,
            _ => check(tidy),
        };
        if (wrong is not null)
        {
            Errors.Add(field, wrong);
        }

        return tidy;
    }
}
