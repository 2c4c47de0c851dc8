using System.Text.Json;
using Billing;

namespace EndToEnd;

public sealed class RequisitesTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task The_browser_and_the_service_report_the_same_errors_and_tidy_up_alike()
    {
        var stage = await NewStageAsync();
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        var forms = RequisitesCases.All().Where(CanBeTyped).ToArray();

        var json = await stage.Page.EvaluateAsync<string>(
            """
            async forms => {
              const version = document.querySelector('script[src]').src.split('/').at(-2);
              const { checkRequisites, tidied } = await import(`/api/pages/${version}/requisites.js`);
              return JSON.stringify(JSON.parse(forms).map(form => {
                const errors = checkRequisites(form);
                return { errors, tidied: Object.keys(errors).length === 0 ? tidied(form) : null };
              }));
            }
            """,
            JsonSerializer.Serialize(forms, JsonSerializerOptions.Web));

        var invalidForms = 0;
        foreach (var (form, answer) in forms.Zip(JsonDocument.Parse(json).RootElement.EnumerateArray()))
        {
            var browserErrors = answer.GetProperty("errors");
            Requisites.TryCheck(form, out var requisites, out var errors);
            var expected = errors.ByField.ToDictionary(error => error.Key, error => error.Value[0]);
            var actual = browserErrors.EnumerateObject()
                .ToDictionary(error => error.Name, error => error.Value.GetString());
            Assert.True(
                expected.OrderBy(error => error.Key).SequenceEqual(actual.OrderBy(error => error.Key)!),
                $"""
                {JsonSerializer.Serialize(form)}
                service: {JsonSerializer.Serialize(expected)}
                browser: {JsonSerializer.Serialize(actual)}
                """);
            invalidForms += errors.Any ? 1 : 0;
            if (requisites is not null)
            {
                var shown = answer.GetProperty("tidied").Deserialize<RequisitesForm>(JsonSerializerOptions.Web);
                AssertSame(requisites, shown!);
            }
        }

        // There were many invalid and some valid forms.
        Assert.InRange(invalidForms, 1000, forms.Length - 100);
    }

    // What the customer sees before sending is what the service keeps. Domains of other alphabets are shown as typed.
    private static void AssertSame(Requisites requisites, RequisitesForm shown)
    {
        var isTyped = shown.Contact!.Email!.Any(letter => !char.IsAscii(letter));
        Assert.Equal(
            [
                requisites.Name, requisites.Inn, requisites.Kpp, requisites.Ogrn, requisites.LegalAddress,
                requisites.Bank?.Bic, requisites.Bank?.Account, requisites.Bank?.CorrespondentAccount ?? "",
                requisites.Contact.Name, requisites.Contact.Phone, requisites.Contact.AccountantEmail?.Split('@')[0],
                isTyped ? null : requisites.Contact.Email.ToUpperInvariant(),
            ],
            (string?[])[
                shown.Name, shown.Inn, shown.Kpp, shown.Ogrn, shown.LegalAddress,
                shown.Bank?.Bic, shown.Bank?.Account, shown.Bank?.CorrespondentAccount ?? "",
                shown.Contact.Name, shown.Contact.Phone, shown.Contact.AccountantEmail?.Split('@')[0],
                isTyped ? null : shown.Contact.Email!.ToUpperInvariant(),
            ]);
    }

    // The form offers two kinds only, and no field for an entrepreneur's КПП. Only the service checks others.
    private static bool CanBeTyped(RequisitesForm form) =>
        form.Kind == "organization" || (form.Kind == "entrepreneur" && string.IsNullOrWhiteSpace(form.Kpp));
}
