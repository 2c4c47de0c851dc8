namespace Local.Tests;

/// <summary>Files of the state that were cut off, or written by something else.</summary>
public sealed class KeptFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-tests-").FullName;

    private string Clock => Path.Combine(_folder, "clock.json");

    private string Letters => Path.Combine(_folder, "letters.jsonl");

    private string Secrets => Path.Combine(_folder, "secrets.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("\"1.0")]
    [InlineData("null")]
    [InlineData("\0\0\0\0")]
    public void A_damaged_clock_is_one_clear_line(string content)
    {
        File.WriteAllText(Clock, content);

        AssertSaysWhatToDo(Clock, () => MovableClock.Kept(Clock));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"WidgetKey":"AAAA","CabinetKey":"AA""")]
    [InlineData("""{"WidgetKey":"AA==","CabinetKey":"AA==","MailAccessKey":"AA==","FunctionKey":"","MasterKey":""}""")]
    public void Damaged_secrets_are_one_clear_line(string content)
    {
        File.WriteAllText(Secrets, content);

        AssertSaysWhatToDo(Secrets, () => LocalSecrets.Kept(Secrets));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"Id":"1"}""")]
    [InlineData("""{"Id":"1","At":"2026""")]
    public void A_damaged_letter_before_others_is_one_clear_line(string line)
    {
        Deliver(new Mailbox(Letters), "Первое");
        File.WriteAllText(Letters, $"{line}x\n{File.ReadAllText(Letters)}");

        AssertSaysWhatToDo(Letters, () => Deliver(new(Letters), "Второе"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_letter_that_was_cut_off_is_dropped_with_a_word_and_the_next_has_a_line_of_its_own(int lost)
    {
        var before = new Mailbox(Letters);
        Deliver(before, "Первое");
        Deliver(before, "Второе");
        using (var file = File.OpenWrite(Letters))
        {
            file.SetLength(file.Length - lost);
        }

        var said = new List<string>();
        var cut = new Mailbox(Letters, said.Add);
        Deliver(cut, "Третье");

        Assert.Equal($"The last letter in {Letters} was cut off and is dropped.", Assert.Single(said));
        Assert.Equal(
            [("2", "Третье"), ("1", "Первое")],
            new Mailbox(Letters, said.Add).Letters.Select(letter => (letter.Id, letter.Subject)));
        Assert.Single(said);
    }

    [Fact]
    public void What_a_killed_program_left_beside_a_file_does_no_harm()
    {
        var secrets = LocalSecrets.Kept(Secrets);
        MovableClock.Kept(Clock).Advance(TimeSpan.FromDays(1));
        File.WriteAllText($"{Secrets}.new", "{");
        File.WriteAllText($"{Clock}.new", "\"1.0");

        Assert.Equal(secrets.FunctionKey, LocalSecrets.Kept(Secrets).FunctionKey);
        var clock = MovableClock.Kept(Clock);
        var moved = clock.Advance(TimeSpan.FromDays(1));

        Assert.InRange(moved, DateTimeOffset.UtcNow.AddDays(2).AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(2));
        Assert.InRange(MovableClock.Kept(Clock).GetUtcNow(), moved, moved.AddMinutes(1));
    }

    [Fact]
    public void A_new_value_takes_the_place_of_the_old_file_and_is_not_written_over_it()
    {
        var clock = MovableClock.Kept(Clock);
        clock.Advance(TimeSpan.FromDays(1));
        var before = File.ReadAllText(Clock);
        using var open = new FileStream(Clock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        clock.Advance(TimeSpan.FromDays(1));

        using var reader = new StreamReader(open);
        Assert.Equal(before, reader.ReadToEnd());
        Assert.NotEqual(before, File.ReadAllText(Clock));
    }

    [Fact]
    public void Secrets_are_for_their_user_alone()
    {
        LocalSecrets.Kept(Secrets);

        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Secrets) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static void AssertSaysWhatToDo(string file, Action start)
    {
        var error = Assert.Throws<LocalException>(start);
        Assert.StartsWith($"{file} is damaged", error.Message);
        Assert.Contains("--fresh", error.Message);
    }

    private static void Deliver(Mailbox mailbox, string subject) =>
        mailbox.Deliver(new("", DateTimeOffset.UtcNow, "a@example.com", "b@example.com", subject, "Текст", ""));
}
