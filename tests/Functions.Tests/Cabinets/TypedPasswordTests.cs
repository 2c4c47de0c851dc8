using System.Text;

namespace Functions.Tests.Cabinets;

/// <summary>The same password, however a keyboard or a mail program gives it.</summary>
public sealed class TypedPasswordTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string Composed = "Йод и ещё ёлка 7";

    private static readonly string Decomposed = Composed.Normalize(NormalizationForm.FormD);

    [Fact]
    public async Task A_password_is_the_same_composed_and_decomposed_wherever_it_is_given()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);

        (await ChangeAsync(customer, customer.Password, Composed)).Is(200);
        (await customer.PayAsync(password: Decomposed)).Is(201);
        (await customer.LogInAsync(Decomposed)).Is(200);
        (await ChangeAsync(customer, Decomposed, Composed)).IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, Decomposed, Decomposed + "1")).Is(200);

        (await customer.LogInAsync(Composed + "1")).Is(200);
    }

    [Fact]
    public async Task Spaces_around_the_password_from_the_letter_are_ignored_and_a_chosen_one_keeps_its_own()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync($" {customer.Password}\r\n")).Is(200);
        (await customer.PayAsync(password: customer.Password + " ")).Is(201);
        (await ChangeAsync(customer, "\t" + customer.Password, customer.Password + " "))
            .IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, "\t" + customer.Password, Composed + " ")).Is(200);

        (await customer.LogInAsync(Composed)).IsProblem(401, "wrong-credentials");
        (await customer.LogInAsync(Composed + " ")).Is(200);
    }

    [Theory]
    [InlineData("\ufffe some text")]
    [InlineData("   ")]
    public async Task What_no_keyboard_types_is_refused_and_no_fault(string password)
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);

        Assert.True((await customer.LogInAsync(password)).Status is 401 or 422);
        Assert.True((await customer.PayAsync(password: password)).Status is 403 or 422);
        Assert.True((await ChangeAsync(customer, password, Composed)).Status is 403 or 422);
        (await ChangeAsync(customer, customer.Password, password)).IsProblem(422, "validation-failed", "newPassword");
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_JSON_text() =>
        (await fixture.Api.SendAsync("POST", "cabinet/session", """{"login":"id1","password":"half \ud83d"}"""))
            .IsProblem(400, "malformed-body");

    private static Task<Reply> ChangeAsync(Customer customer, string currentPassword, string newPassword) =>
        ChangeAsync(customer, new { currentPassword, newPassword });

    // A change ends the session, and gives another.
    private static async Task<Reply> ChangeAsync(Customer customer, object form)
    {
        var reply = await customer.CabinetAsync("POST", "password", form);
        customer.Session = reply.Status == 200 ? reply["token"]! : customer.Session;
        return reply;
    }
}
