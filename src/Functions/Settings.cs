using System.ComponentModel.DataAnnotations;
using Billing;
using Microsoft.Extensions.Options;

namespace Functions;

/// <summary>The mail service, section <c>Mail</c>: a connection string, or an endpoint that the app's own identity may use.</summary>
public sealed class MailSettings
{
    /// <summary><c>endpoint=https://…;accesskey=…</c> of Azure Communication Services.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the resource, where the managed identity is used instead of a key.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The address that letters come from.</summary>
    [Required(ErrorMessage = "Mail:Sender is missing: the address that letters come from."), EmailAddress(ErrorMessage = "Mail:Sender is no e-mail address.")]
    public string Sender { get; set; } = "";
}

/// <summary>The widget vendor's tokens and pages, section <c>Widget</c>.</summary>
public sealed class WidgetSettings
{
    /// <summary>Keys of HS256, base64, 32 bytes or more; any of them may have signed a token, so that they can be exchanged without a break.</summary>
    [MinLength(1, ErrorMessage = "Widget:Keys:0 is missing: the key that the widget's tokens are signed with.")]
    public string[] Keys { get; set; } = [];

    /// <summary>The <c>aud</c> that a token must name.</summary>
    [Required(ErrorMessage = "Widget:Audience is missing.")]
    public string Audience { get; set; } = "";

    /// <summary>Origins of the pages that hold the widget, as browsers send them; these alone may call from a browser.</summary>
    public string[] Origins { get; set; } = [];
}

/// <summary>The cabinet, section <c>Cabinet</c>.</summary>
public sealed class CabinetSettings
{
    /// <summary>Base64 of 32 bytes: seals first passwords and signs sessions.</summary>
    [Required(ErrorMessage = "Cabinet:Key is missing: base64 of 32 random bytes.")]
    public string Key { get; set; } = "";

    /// <summary>Where the customer opens the cabinet.</summary>
    [Required(ErrorMessage = "Cabinet:Url is missing.")]
    public Uri Url { get; set; } = null!;

    /// <summary>Where the customer restores the password; a letter's link adds <c>#token=…</c>.</summary>
    [Required(ErrorMessage = "Cabinet:RestoreUrl is missing.")]
    public Uri RestoreUrl { get; set; } = null!;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512. OWASP 2026 asks for 220,000; only a benchmark that leaves the hash out goes below.</summary>
    public int HashIterations { get; set; } = 220_000;
}

/// <summary>Who serves the customers, section <c>Operator</c>: named in letters and pages.</summary>
public sealed class OperatorSettings
{
    /// <summary>The name in letters and pages.</summary>
    [Required(ErrorMessage = "Operator:Name is missing.")]
    public string Name { get; set; } = "";

    /// <summary>Telephone of the support.</summary>
    public string Phone { get; set; } = "";

    /// <summary>E-mail of the support.</summary>
    public string Email { get; set; } = "";
}

/// <summary>
/// Whom customers transfer money to, section <c>Payee</c>: shown in the cabinet. One wrong digit sends their money elsewhere, so the
/// numbers have to pass the checks that a customer's pass.
/// </summary>
public sealed class PayeeSettings
{
    /// <summary>The name that belongs into a payment order.</summary>
    [Required(ErrorMessage = "Payee:Name is missing: whom customers transfer money to.")]
    public string Name { get; set; } = "";

    /// <summary>ИНН.</summary>
    public string Inn { get; set; } = "";

    /// <summary>КПП; empty for an entrepreneur.</summary>
    public string Kpp { get; set; } = "";

    /// <summary>The bank's name.</summary>
    [Required(ErrorMessage = "Payee:Bank is missing: the name of the payee's bank.")]
    public string Bank { get; set; } = "";

    /// <summary>БИК of the bank.</summary>
    public string Bic { get; set; } = "";

    /// <summary>Расчётный счёт, in roubles.</summary>
    public string Account { get; set; } = "";

    /// <summary>Корреспондентский счёт of the bank.</summary>
    public string CorrespondentAccount { get; set; } = "";
}

/// <summary>One tariff of the list <c>Tariffs</c>.</summary>
public sealed class TariffSettings
{
    /// <summary>Stable id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What the customer reads.</summary>
    public string Name { get; set; } = "";

    /// <summary>Roubles a month, such as <c>3000.00</c>.</summary>
    public string MonthlyPrice { get; set; } = "";
}

/// <summary>The tariffs on sale, by id.</summary>
public sealed class Tariffs
{
    private readonly Dictionary<string, Tariff> _byId;

    /// <summary>Reads the list <c>Tariffs</c>.</summary>
    /// <exception cref="OptionsValidationException">It is empty, an id is used twice, or a price is no positive sum.</exception>
    public Tariffs(IEnumerable<TariffSettings> settings)
    {
        All = [.. settings.Select((tariff, i) =>
            Money.TryParse(tariff.MonthlyPrice, out var price) && price > Money.Zero && tariff is { Id.Length: > 0 and <= 64, Name.Length: > 0 }
                ? new Tariff(tariff.Id, tariff.Name, price)
                : throw Wrong($"Tariffs:{i} needs an Id, a Name and a MonthlyPrice such as 3000.00."))];
        if (All.Count == 0)
        {
            throw Wrong("Tariffs:0 is missing: there is nothing to sell.");
        }

        _byId = All.GroupBy(tariff => tariff.Id).ToDictionary(
            same => same.Key,
            same => same.Count() == 1 ? same.First() : throw Wrong($"Tariffs: the id {same.Key} is used twice."));
    }

    /// <summary>All of them, as configured.</summary>
    public IReadOnlyList<Tariff> All { get; }

    /// <summary>The tariff of that id, or null.</summary>
    public Tariff? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    private static OptionsValidationException Wrong(string message) => new(nameof(Tariffs), typeof(TariffSettings), [message]);
}

// Generated: a start does not wait for reflection to find the rules above.

/// <summary>Checks <see cref="MailSettings"/>.</summary>
[OptionsValidator]
public sealed partial class MailSettingsValidator : IValidateOptions<MailSettings>;

/// <summary>Checks <see cref="WidgetSettings"/>.</summary>
[OptionsValidator]
public sealed partial class WidgetSettingsValidator : IValidateOptions<WidgetSettings>;

/// <summary>Checks <see cref="CabinetSettings"/>.</summary>
[OptionsValidator]
public sealed partial class CabinetSettingsValidator : IValidateOptions<CabinetSettings>;

/// <summary>Checks <see cref="OperatorSettings"/>.</summary>
[OptionsValidator]
public sealed partial class OperatorSettingsValidator : IValidateOptions<OperatorSettings>;

/// <summary>Checks <see cref="PayeeSettings"/>.</summary>
[OptionsValidator]
public sealed partial class PayeeSettingsValidator : IValidateOptions<PayeeSettings>;
