using System.Globalization;
using Billing;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Which part of the feed is asked for.</summary>
/// <param name="After">The number of the last event that was seen, as sent; null for the beginning.</param>
/// <param name="Limit">How many are wanted, as sent; null for as many as there can be.</param>
public sealed record FeedRequest(string? After, string? Limit)
{
    private const int MaxLimit = 100;

    /// <summary>The part that the query string names.</summary>
    public static FeedRequest FromQuery(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Query["after"], request.Query["limit"]);
    }

    /// <summary>The part; what is wrong with it is added to the errors.</summary>
    internal (long After, int Limit) Read(FieldErrors errors)
    {
        var after = NumberOf(After ?? "0");
        if (after is null)
        {
            errors.Add("after", "Укажите номер последнего события, которое у вас есть, или 0.");
        }

        var limit = Limit is null ? MaxLimit : NumberOf(Limit);
        if (limit is null or < 1 or > MaxLimit)
        {
            errors.Add("limit", $"Укажите число от 1 до {MaxLimit}.");
        }

        return errors.Any ? (0, 0) : (after!.Value, (int)limit!.Value);
    }

    private static long? NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
