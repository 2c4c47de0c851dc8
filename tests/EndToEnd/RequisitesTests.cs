using System.Text.Json;
using Billing;

namespace EndToEnd;

public sealed class RequisitesTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task The_browser_and_the_service_report_the_same_errors()
    {
        var stage = await NewStageAsync();
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        var forms = RequisitesCases.All().Where(CanBeTyped).ToArray();

        var json = await stage.Page.EvaluateAsync<string>(
            """
            async forms => {
              const version = document.querySelector('script[src]').src.split('/').at(-2);
              const { checkRequisites } = await import(`/api/pages/${version}/requisites.js`);
              return JSON.stringify(JSON.parse(forms).map(checkRequisites));
            }
            """,
            JsonSerializer.Serialize(forms, JsonSerializerOptions.Web));

        var invalidForms = 0;
        foreach (var (form, browserErrors) in forms.Zip(JsonDocument.Parse(json).RootElement.EnumerateArray()))
        {
            Requisites.TryCheck(form, out _, out var errors);
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
        }

        // There were many invalid and some valid forms.
        Assert.InRange(invalidForms, 1000, forms.Length - 100);
    }

    // The form offers two kinds only, and no field for an entrepreneur's КПП. Only the service checks others.
    private static bool CanBeTyped(RequisitesForm form) =>
        form.Kind == "organization" || (form.Kind == "entrepreneur" && string.IsNullOrWhiteSpace(form.Kpp));
}
