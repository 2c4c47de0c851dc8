using System.Net.Http.Json;
using System.Text.Json;

namespace Local.Tests;

public sealed class MailboxTests : OutsideWorldTest
{
    [Fact]
    public async Task Letters_are_listed_newest_first()
    {
        using var mail = new MailClient(World);
        using var first = await mail.SendAsync("a@example.com", "Первое");
        using var second = await mail.SendAsync("a@example.com", "Второе");

        var page = await Http.GetFromJsonAsync<JsonElement>("/mail", Stop);
        var letters = page.GetProperty("letters").EnumerateArray().ToArray();

        Assert.Equal(["Второе", "Первое"], letters.Select(letter => letter.GetProperty("subject").GetString()));
        Assert.Equal(
            ["id", "at", "from", "to", "subject", "text", "html", "files"],
            letters[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Waiting_ends_with_the_letter_that_was_waited_for()
    {
        using var mail = new MailClient(World);
        var waiting = World.Mailbox.WaitAsync(letter => letter.Subject == "Чек", cancellationToken: Stop);
        using var other = await mail.SendAsync("a@example.com", "Другое");
        Assert.False(waiting.IsCompleted);

        using var awaited = await mail.SendAsync("a@example.com", "Чек");

        Assert.Equal("Чек", (await waiting).Subject);
    }

    [Fact]
    public async Task Waiting_in_vain_tells_what_came_instead()
    {
        using var mail = new MailClient(World);
        using var other = await mail.SendAsync("a@example.com", "Другое");

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => World.Mailbox.WaitAsync(_ => false, TimeSpan.FromMilliseconds(50), Stop));

        Assert.Contains("«Другое» to a@example.com", error.Message);
    }

    [Fact]
    public async Task A_letter_reads_as_a_page_and_cannot_run_in_it()
    {
        using var mail = new MailClient(World);
        using var sent = await mail.SendAsync("a@example.com", "Тема <script>alert(1)</script>");

        using var page = await Http.GetAsync("/letters/1", Stop);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox allow-popups", policy);
        Assert.DoesNotContain("allow-scripts", policy);
        Assert.DoesNotContain("allow-same-origin", policy);
    }

    [Fact]
    public async Task Letters_and_the_clock_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("local-tests-");
        var letters = Path.Combine(folder.FullName, "letters.jsonl");
        var clock = Path.Combine(folder.FullName, "clock.json");
        OutsideWorldOptions Kept() => new() { LettersFile = letters, Clock = MovableClock.Kept(clock) };
        try
        {
            DateTimeOffset moved;
            await using (var before = await OutsideWorld.StartAsync(Kept(), Stop))
            {
                using var mail = new MailClient(before);
                using var sent = await mail.SendAsync("a@example.com", "Письмо\nв две строки");
                moved = before.Clock.Advance(TimeSpan.FromDays(3));
            }

            await using var after = await OutsideWorld.StartAsync(Kept(), Stop);
            using var again = new MailClient(after);
            using var next = await again.SendAsync("b@example.com", "Новое");

            Assert.Equal(
                [("2", "Новое"), ("1", "Письмо\nв две строки")],
                after.Mailbox.Letters.Select(letter => (letter.Id, letter.Subject)));
            Assert.InRange(after.Clock.GetUtcNow(), moved, moved.AddMinutes(1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
