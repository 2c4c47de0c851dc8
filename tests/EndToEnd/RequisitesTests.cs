using System.Text.Json;
using Billing;

namespace EndToEnd;

public sealed class RequisitesTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task The_browser_and_the_service_find_the_same_mistakes_and_say_the_same_words()
    {
        var stage = await NewStageAsync();
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        var forms = RequisitesCases.All().Where(CanBeTyped).ToArray();

        var inBrowser = await stage.Page.EvaluateAsync<string>(
            """
            async forms => {
              const version = document.querySelector('script[src]').src.split('/').at(-2);
              const { checkRequisites } = await import(`/api/pages/${version}/requisites.js`);
              return JSON.stringify(JSON.parse(forms).map(checkRequisites));
            }
            """,
            JsonSerializer.Serialize(forms, JsonSerializerOptions.Web));

        var wrong = 0;
        foreach (var (form, found) in forms.Zip(JsonDocument.Parse(inBrowser).RootElement.EnumerateArray()))
        {
            Requisites.TryCheck(form, out _, out var errors);
            var expected = errors.ByField.ToDictionary(error => error.Key, error => error.Value[0]);
            var actual = found.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetString());
            Assert.True(
                expected.OrderBy(error => error.Key).SequenceEqual(actual.OrderBy(error => error.Key)!),
                $"{JsonSerializer.Serialize(form)}\nservice: {JsonSerializer.Serialize(expected)}\nbrowser: {JsonSerializer.Serialize(actual)}");
            wrong += errors.Any ? 1 : 0;
        }

        // Both sides of every rule were seen.
        Assert.InRange(wrong, 1000, forms.Length - 100);
    }

    // The form offers two kinds, and an entrepreneur no field for a КПП: what is wrong with those, the service alone has to say.
    private static bool CanBeTyped(RequisitesForm form) =>
        form.Kind == "organization" || (form.Kind == "entrepreneur" && string.IsNullOrWhiteSpace(form.Kpp));
}
