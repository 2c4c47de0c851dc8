using static Functions.Tests.Reconciliation.Tampering;

namespace Functions.Tests.Reconciliation;

/// <summary>One way to change stored rows past the functions.</summary>
/// <param name="RunAsync">Does it.</param>
/// <param name="IsFoundHourly">
/// Whether the check of what was booked since the last one finds it; else the whole check does.
/// </param>
/// <param name="Freezes">Whether payments stop; else it is a failure for the operator alone.</param>
internal sealed record Change(Func<Tampering, Task> RunAsync, bool IsFoundHourly = true, bool Freezes = true);

/// <summary>
/// The ways of tampering, on a client with five entries: top-up, payment, top-up, which were checked; top-up and
/// payment of the same number, which were booked since.
/// </summary>
internal static class Changes
{
    public const string PaidPhone = Customer.Phone;
    public const string UnpaidPhone = "+79007654321";

    private static readonly string Paid = Subscription(PaidPhone);
    private static readonly string Unpaid = Subscription(UnpaidPhone);

    /// <summary>All of them.</summary>
    public static Dictionary<string, Change> All { get; } = new()
    {
        ["the account: a sum that nobody paid in"] = new(t => t.SetAsync("state-account", "Balance", 99999900L)),
        ["the account: the balance is a text"] = new(t => t.SetAsync("state-account", "Balance", "many")),
        ["the account: no seal"] = new(t => t.SetAsync("state-account", "Seal", null)),
        ["the account: the seal of another row"] = new(async t =>
            await t.SetAsync("state-account", "Seal", (await t.ReadAsync("state-cabinet"))["Seal"])),
        ["the account: deleted"] = new(t => t.DeleteAsync("state-account")),
        ["the cabinet: another password"] = new(t => t.ChangeAsync("state-cabinet", "PasswordHash")),
        ["the cabinet: deleted"] = new(t => t.DeleteAsync("state-cabinet")),
        ["the client: another address"] = new(t =>
            t.ChangeJsonAsync("state-client", "Requisites", "Contact.Email", "thief@example.com")),
        ["the client: deleted"] = new(t => t.DeleteAsync("state-client")),
        ["the log-ins"] = new(t => t.ChangeAsync("state-log-ins", "Lockout")),
        ["the account: an earlier version"] = new(t => t.PutBackAsync("state-account")),
        ["the subscription: an earlier version"] = new(t => t.PutBackAsync(Paid)),
        ["account and subscription: earlier versions"] = new(async t =>
        {
            await t.PutBackAsync("state-account");
            await t.PutBackAsync(Paid);
        }),
        ["the last payment rolled back"] = new(async t =>
        {
            await t.DeleteAsync(await t.EventOfAsync(5));
            await t.DeleteAsync(Entry(5));
            await t.PutBackAsync("state-account");
            await t.PutBackAsync(Paid);
        }),

        ["an entry: deleted"] = new(t => t.DeleteAsync(Entry(4))),
        ["an entry: the last deleted"] = new(t => t.DeleteAsync(Entry(5))),
        ["an entry: an old one deleted"] = new(t => t.DeleteAsync(Entry(2)), IsFoundHourly: false),
        ["an entry: the sum of an old one"] = new(t => t.ChangeAsync(Entry(2), "Amount"), IsFoundHourly: false),
        ["an entry: the day of an old payment"] = new(
            t => t.ChangeJsonAsync(Entry(2), "Details", "PaidThrough", "2099-12-31"),
            IsFoundHourly: false),
        ["an entry: added"] = new(t => t.CopyAsync(Entry(5), Entry(6))),
        ["an entry: added from another client"] = new(t => t.CopyAsync(Entry(1), Entry(6), fromOther: true)),
        ["an entry: replaced by that of another client"] = new(
            t => t.CopyAsync(Entry(1), Entry(1), fromOther: true),
            IsFoundHourly: false),
        ["an entry: swapped with another"] = new(t => t.SwapAsync(Entry(4), Entry(5))),
        ["an entry: old ones swapped"] = new(t => t.SwapAsync(Entry(1), Entry(3)), IsFoundHourly: false),

        ["a subscription: paid without a day"] = new(t => t.SetAsync(Paid, "PaidThrough", null)),
        ["a subscription: expired, though paid"] = new(t => t.SetAsync(Paid, "Status", "expired")),
        ["a subscription: paid, though nobody paid"] = new(t => t.SetAsync(Unpaid, "Status", "paid")),
        ["a subscription: a day that nobody paid"] = new(t => t.SetAsync(Unpaid, "PaidThrough", "2099-12-31")),
        ["a subscription: deleted"] = new(t => t.DeleteAsync(Paid)),
        ["a subscription: added"] = new(t => t.CopyAsync(Paid, Subscription("+79009998877"))),
        ["the day of subscription and newest payment"] = new(async t =>
        {
            await t.SetAsync(Paid, "PaidThrough", "2099-12-31");
            await t.ChangeJsonAsync(Entry(5), "Details", "PaidThrough", "2099-12-31");
        }),

        ["an event: deleted"] = new(async t => await t.DeleteAsync(await t.EventOfAsync(5))),
        ["an event: an old one deleted"] = new(
            async t => await t.DeleteAsync(await t.EventOfAsync(2)),
            IsFoundHourly: false),
        ["an event: another entry"] = new(async t => await t.SetAsync(await t.EventOfAsync(5), "Entry", 2L)),
        ["an event: no entry"] = new(async t => await t.SetAsync(await t.EventOfAsync(5), "Entry", null)),
        ["an event: another request"] = new(async t => await t.ChangeAsync(await t.EventOfAsync(5), "RequestHash")),
        ["an event: not followed"] = new(async t => await t.ChangeAsync(await t.EventOfAsync(5), "IsFollowed")),
        ["an event: added under another key"] = new(async t =>
            await t.CopyAsync(await t.EventOfAsync(5), "event-ffffffffffffffffffffffffffffffff")),

        ["a checkpoint: its hash"] = new(t => t.ChangeCheckpointAsync("Hash", new string('0', 64))),
        ["a checkpoint: its number"] = new(t => t.ChangeCheckpointAsync("Number", 1L)),

        ["the look-up of the account: deleted"] = Lookup("account", isDeleted: true),
        ["the look-up of the account: to another client"] = Lookup("account", isDeleted: false),
        ["the look-up of the login: deleted"] = Lookup("login", isDeleted: true),
        ["the look-up of the login: to another client"] = Lookup("login", isDeleted: false),
        ["the look-up of the address: deleted"] = Lookup("address", isDeleted: true),
        ["the look-up of the address: to another client"] = Lookup("address", isDeleted: false),
        ["the look-up of the requisites: deleted"] = Lookup("requisites", isDeleted: true),
        ["the look-up of the requisites: to another client"] = Lookup("requisites", isDeleted: false),
        ["the look-up of a movement: deleted"] = Lookup("movement", isDeleted: true),
        ["the look-up of a movement: to another client"] = Lookup("movement", isDeleted: false),
    };

    private static Change Lookup(string kind, bool isDeleted) =>
        new(t => t.ChangeLookupAsync(kind, isDeleted), IsFoundHourly: false, Freezes: false);
}
