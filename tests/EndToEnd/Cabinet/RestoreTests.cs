using System.Text.RegularExpressions;
using Local;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Cabinet;

/// <summary>A link that restores a password is asked for by login or by e-mail address.</summary>
public sealed class RestoreTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task By_an_address_each_of_its_cabinets_gets_an_email_of_its_own()
    {
        var stage = await NewStageAsync();
        var mine = (await new Customer(stage).SignUpAsync()).Login;
        await stage.SubmitElsewhereAsync(Sample.Entrepreneur with { Email = Sample.Organization.Email }, "elsewhere");
        await LetterAsync("Доступ в личный кабинет", text => !text.Contains(mine, StringComparison.Ordinal));

        await AskAsync(stage, Sample.Organization.Email);

        await Expect(stage.Page.GetByText("Если такой адрес есть, письма уже в пути")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText("для каждого его кабинета своё")).ToBeVisibleAsync();
        await stage.ShootAsync("asked");
        await LetterAsync("Восстановление пароля", text => text.Contains(mine, StringComparison.Ordinal));
        await LetterAsync("Восстановление пароля", text => !text.Contains(mine, StringComparison.Ordinal));

        Task<Letter> LetterAsync(string subject, Predicate<string> condition) =>
            stage.Product.World.Mailbox.WaitAsync(
                letter => letter.To == Sample.Organization.Email
                    && letter.Subject.StartsWith(subject, StringComparison.Ordinal)
                    && condition(letter.Text),
                limit: null,
                TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task By_a_login_one_email_is_announced_and_a_mistyped_address_is_told()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();

        await AskAsync(stage, "buh@romashka");
        var field = stage.Page.GetByLabel("Логин или электронная почта");
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAccessibleDescriptionAsync(new Regex("Нужен один адрес электронной почты"));
        await AskAsync(stage, "");
        await Expect(field).ToHaveAccessibleDescriptionAsync(new Regex("Введите логин из письма или адрес"));

        await AskAsync(stage, credentials.Login);
        await Expect(stage.Page.GetByText("Если такой логин есть, письмо со ссылкой уже в пути")).ToBeVisibleAsync();
        await stage.LetterAsync("Восстановление пароля");
    }

    private static async Task AskAsync(Stage stage, string loginOrAddress)
    {
        await stage.Page.GotoAsync("about:blank");
        await stage.Page.GotoAsync(stage.Cabinet + "#restore");
        await stage.Page.GetByLabel("Логин или электронная почта").FillAsync(loginOrAddress);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Прислать ссылку" }).ClickAsync();
    }
}
