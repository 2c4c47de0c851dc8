using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Cabinet;

/// <summary>How a session of the cabinet begins, is shared by tabs, and ends.</summary>
public sealed class SessionTests(Browser browser) : StageTest(browser)
{
    private const string ForbidStorage = """
        Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } })
        """;

    [Fact]
    public async Task A_wrong_password_is_refused_and_five_lock_the_cabinet()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        for (var i = 0; i < 6; i++)
        {
            await stage.TypeLoginAsync(credentials.Login, "wrong password");
            await Expect(stage.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync(i < 5 ? "Неверный логин или пароль" : "Кабинет временно закрыт");
        }

        await stage.ShootAsync("locked");
    }

    [Fact]
    public async Task The_session_ends_by_itself()
    {
        // The browser's clock is set to the service's, and both move by the same time.
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.Page.Clock.InstallAsync(new() { TimeDate = stage.Product.Clock.GetUtcNow().UtcDateTime });
        await stage.LogInAsync(credentials.Login, credentials.Password);

        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Номера" }).ClickAsync();
        await Expect(stage.Page.GetByText("Номеров пока нет")).ToBeVisibleAsync();

        await PassAsync(29);
        await Expect(stage.Page.GetByText("Сеанс закончится в")).ToBeVisibleAsync();
        await stage.ShootAsync("soon");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Продлить" }).ClickAsync();
        await Expect(stage.Page.GetByText("Сеанс закончится в")).ToHaveCountAsync(0);
        await PassAsync(29);
        await Expect(stage.Page.GetByText("Сеанс закончится в")).ToBeVisibleAsync();
        await PassAsync(2);
        await Expect(stage.Page.GetByText("Сеанс завершён")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText("Сеанс закончится в")).ToHaveCountAsync(0);

        // Who logs in again is where he was.
        await stage.TypeLoginAsync(credentials.Login, credentials.Password);
        await Expect(stage.Page.GetByText("Номеров пока нет")).ToBeVisibleAsync();

        async Task PassAsync(int minutes)
        {
            stage.Product.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await stage.Page.Clock.FastForwardAsync((long)TimeSpan.FromMinutes(minutes).TotalMilliseconds);
        }
    }

    [Fact]
    public async Task A_late_answer_does_not_replace_a_view_that_was_opened_since()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.LogInAsync(credentials.Login, credentials.Password);
        var banner = stage.Page.GetByRole(AriaRole.Banner);
        var numbers = banner.GetByRole(AriaRole.Link, new() { Name = "Номера" });
        var account = banner.GetByRole(AriaRole.Link, new() { Name = "Баланс", Exact = true });
        var logOut = banner.GetByRole(AriaRole.Button, new() { Name = "Выйти" });

        foreach (var (link, text) in new[] { (numbers, "Номеров пока нет"), (logOut, "Забыли пароль?") })
        {
            await numbers.ClickAsync();
            await Expect(stage.Page.GetByText("Номеров пока нет")).ToBeVisibleAsync();
            var release = new TaskCompletionSource();
            await stage.Page.RouteAsync("**/cabinet/account", async route =>
            {
                await release.Task;
                await route.ContinueAsync();
            });
            await account.ClickAsync();
            await link.ClickAsync();
            await Expect(stage.Page.Locator("main:not(.late)").GetByText(text)).ToBeVisibleAsync();

            await stage.Page.RunAndWaitForResponseAsync(
                () =>
                {
                    release.SetResult();
                    return Task.CompletedTask;
                },
                "**/cabinet/account");
            await stage.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });

            await stage.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Expect(stage.Page.GetByText(text)).ToBeVisibleAsync();
            await Expect(stage.Page.GetByText("На балансе", new() { Exact = true })).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Without_the_browsers_storage_a_session_lasts_until_the_page_is_left()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.Page.AddInitScriptAsync(ForbidStorage);

        await stage.LogInAsync(credentials.Login, credentials.Password);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();

        await Expect(stage.Page.GetByLabel("Логин")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tabs_share_the_session_its_new_password_and_its_end()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        var waiting = await stage.Window.NewPageAsync();
        await waiting.GotoAsync(stage.Cabinet.ToString());
        await Expect(waiting.GetByLabel("Логин")).ToBeVisibleAsync();
        await stage.LogInAsync(credentials.Login, credentials.Password);

        // One that waited at the way in, one that is opened later, one that is loaded again.
        await Expect(Balance(waiting)).ToBeVisibleAsync();
        var later = await stage.Window.NewPageAsync();
        await later.GotoAsync(stage.Cabinet + "#numbers");
        await Expect(later.GetByText("Номеров пока нет")).ToBeVisibleAsync();
        await stage.Page.ReloadAsync();
        await Expect(Balance(stage.Page)).ToBeVisibleAsync();

        const string newPassword = "своя длинная фраза";

        // A new password ends all sessions but the one that changed it: the tabs have that one.
        await stage.Page.GotoAsync(stage.Cabinet + "#password");
        await stage.Page.GetByLabel("Действующий пароль").FillAsync(credentials.Password);
        await stage.Page.GetByLabel("Новый пароль", new() { Exact = true }).FillAsync(newPassword);
        await stage.Page.GetByLabel("Новый пароль ещё раз").FillAsync(newPassword);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Сменить пароль" }).ClickAsync();
        await Expect(stage.Page.GetByText("Пароль изменён")).ToBeVisibleAsync();
        await later.GetByRole(AriaRole.Link, new() { Name = "Баланс", Exact = true }).ClickAsync();
        await Expect(Balance(later)).ToBeVisibleAsync();

        await later.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        foreach (var tab in new[] { stage.Page, waiting })
        {
            await Expect(tab.GetByText("Вы вышли в другой вкладке")).ToBeVisibleAsync();
            await Expect(tab.GetByLabel("Логин")).ToBeVisibleAsync();
        }

        static ILocator Balance(IPage tab) => tab.GetByText("На балансе", new() { Exact = true });
    }
}
