using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Local.Tests;

public sealed class ClockTests : OutsideWorldTest
{
    [Fact]
    public async Task The_clock_shows_real_time_until_it_is_moved()
    {
        var shown = await NowAsync();

        Assert.InRange(shown, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_day_forward_is_a_day_forward()
    {
        var before = await NowAsync();

        using var answer = await Http.PostAsJsonAsync("/clock", new { advance = "P1D" }, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(await NowAsync(), before.AddDays(1), before.AddDays(1).AddMinutes(1));
        Assert.InRange(World.Clock.GetUtcNow(), before.AddDays(1), before.AddDays(1).AddMinutes(1));
    }

    [Theory]
    [InlineData("""{"advance":"-P1D"}""")]
    [InlineData("""{"advance":"PT0S"}""")]
    [InlineData("""{"advance":"P"}""")]
    [InlineData("""{"advance":"P1DT"}""")]
    [InlineData("""{"advance":"1 day"}""")]
    [InlineData("""{"advance":"P999999Y"}""")]
    [InlineData("""{"advance":null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"advance":1}""")]
    [InlineData("""not json""")]
    public async Task Anything_but_a_step_forward_is_refused_and_moves_nothing(string body)
    {
        using var answer = await Http.PostAsync(
            "/clock",
            new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.InRange(
            World.Clock.GetUtcNow(),
            DateTimeOffset.UtcNow.AddSeconds(-1),
            DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Theory]
    [InlineData("P1M", "2026-01-31", "2026-02-28")]
    [InlineData("P1M", "2028-01-31", "2028-02-29")]
    [InlineData("P1Y2M3W4DT5H6M7S", "2026-01-01", "2027-03-26T05:06:07")]
    [InlineData("P2W", "2026-12-25", "2027-01-08")]
    [InlineData("PT36H", "2026-11-22", "2026-11-23T12:00")]
    public void Months_are_calendar_months(string duration, string start, string end) =>
        Assert.Equal(Day(end), CalendarDuration.Parse(duration).AddTo(Day(start)));

    [Fact]
    public async Task Many_moves_at_once_all_count()
    {
        var before = World.Clock.GetUtcNow();

        await Task.WhenAll(
            Enumerable.Range(0, 50)
                .Select(_ => Http.PostAsJsonAsync("/clock", new { advance = "PT1H" }, Stop)));

        Assert.InRange(World.Clock.GetUtcNow(), before.AddHours(50), before.AddHours(50).AddMinutes(1));
    }

    private static DateTime Day(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private async Task<DateTimeOffset> NowAsync() =>
        (await Http.GetFromJsonAsync<JsonElement>("/clock", Stop))
            .GetProperty("now").GetDateTimeOffset();
}
