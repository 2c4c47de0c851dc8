using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Functions.Storage;

/// <summary>The row keys of a client's partition. One range, <see cref="StateFrom"/> to <see cref="StateTo"/>, is all that a command needs; history lies outside it.</summary>
internal static class RowKeys
{
    public const string StateFrom = "state-";
    public const string StateTo = "state.";
    public const string Client = "state-client";
    public const string Account = "state-account";
    public const string Cabinet = "state-cabinet";
    public const string ConnectionPrefix = "state-connection-";
    public const string EntryPrefix = "entry-";
    public const string PaymentPrefix = "payment-";
    public const string TopUpPrefix = "topup-";
    public const string Checkpoint = "checkpoint";

    public static string Connection(string phone) => ConnectionPrefix + phone.TrimStart('+');

    /// <summary>Falls as the number rises, so that the newest come first.</summary>
    public static string Entry(long number) => EntryPrefix + Descending(number);

    public static string Payment(string id) => PaymentPrefix + id;

    /// <summary>The payment again, under the caller's idempotency key.</summary>
    public static string PaymentKey(string key) => "paid-" + Hash(key);

    public static string TopUp(string externalId) => TopUpOf(Hash(externalId));

    /// <summary>The same by the top-up's own id, which is the reference of its entry.</summary>
    public static string TopUpOf(string id) => TopUpPrefix + id;

    public static string Letter(string id) => "letter-" + id;

    public static string Descending(long number) => (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>32 hexadecimal digits for a text of any length and any characters.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
