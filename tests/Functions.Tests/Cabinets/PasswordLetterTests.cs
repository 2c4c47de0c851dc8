using Billing;

namespace Functions.Tests.Cabinets;

/// <summary>A customer hears of every password that took the place of another, and where it came from.</summary>
public sealed class PasswordLetterTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string NewPassword = "своя длинная фраза";

    [Fact]
    public async Task A_letter_tells_of_a_changed_and_of_a_restored_password_once()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var change = new { currentPassword = customer.Password, newPassword = NewPassword };
        var at = RussianText.Moment(fixture.System.Clock.GetUtcNow());
        (await customer.CabinetAsync("POST", "password", change)).Is(200);
        var changed = await customer.LetterAsync("Пароль кабинета");

        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        var link = await customer.LetterAsync("Восстановление пароля");
        var token = link.Text.Split("#token=")[1].Split('\n')[0].Trim();
        var form = new { token, newPassword = NewPassword + "!" };
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", form)).Is(204);
        var restored = await customer.LetterAsync(
            letter => letter.Subject.EndsWith("восстановлен", StringComparison.Ordinal));

        Assert.EndsWith("изменён", changed.Subject, StringComparison.Ordinal);
        Assert.Contains($"Изменён: {at}", changed.Text, StringComparison.Ordinal);
        Assert.Contains("по ссылке из нашего письма", restored.Text, StringComparison.Ordinal);
        var cabinet = (await customer.ReadAsync())["links.cabinet"]!;
        Assert.All([changed, restored], letter =>
        {
            Assert.Contains($"Логин: {customer.Login}", letter.Text, StringComparison.Ordinal);
            Assert.Contains("Если это были не вы", letter.Text, StringComparison.Ordinal);
            Assert.Contains(cabinet, letter.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(NewPassword, letter.Text, StringComparison.Ordinal);
        });

        await fixture.QuietAsync();
        Assert.Equal(2, customer.Letters.Count(letter =>
            letter.Subject.StartsWith("Пароль кабинета", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_letter_with_another_generated_password_says_who_asked_and_that_the_old_one_ended()
    {
        var customer = await fixture.NewCustomerAsync();
        var first = Assert.Single(customer.Letters);

        (await customer.AskForCredentialsAsync()).Is(202);
        var second = await customer.WaitForCredentialsAsync();

        Assert.Contains("создан личный кабинет", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("создан личный кабинет", second.Text, StringComparison.Ordinal);
        Assert.EndsWith("новый пароль", second.Subject, StringComparison.Ordinal);
        Assert.Contains("в виджете CRM запросили новый пароль", second.Text, StringComparison.Ordinal);
        Assert.Contains("Прежний больше не действует", second.Text, StringComparison.Ordinal);
    }
}
