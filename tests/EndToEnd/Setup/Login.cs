using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

internal static class Login
{
    /// <summary>Opens the cabinet and logs in.</summary>
    public static async Task LogInAsync(this Stage stage, string login, string password)
    {
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        await stage.TypeLoginAsync(login, password);
        await Expect(stage.Page.GetByText("На балансе", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Fills in the open form and sends it.</summary>
    public static async Task TypeLoginAsync(this Stage stage, string login, string password)
    {
        await stage.Page.GetByLabel("Логин").FillAsync(login);
        await stage.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(password);
        await stage.Page.RunAndWaitForResponseAsync(
            () => stage.Page.GetByRole(AriaRole.Button, new() { Name = "Войти" }).ClickAsync(),
            "**/cabinet/session");
    }
}
