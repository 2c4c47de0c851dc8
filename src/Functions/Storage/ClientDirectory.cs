using System.Text.RegularExpressions;
using Billing;

namespace Functions.Storage;

/// <summary>
/// Finds clients by the beginnings of words: of their names, and ИНН, account, e-mail address and telephone. A row for
/// each word, so that a search reads only what fits. A row may be out of date; whoever shows a client loads it.
/// </summary>
public sealed partial class ClientDirectory(Tables tables, TimeProvider time)
{
    private const string Partition = "search";
    private const char Separator = '|';

    // More words than a person types, and more clients than a person looks through.
    private const int MostWords = 6;
    private const int MostFound = 500;
    private const int LongestWord = 64;

    // So many letters of a word have to be right.
    private const int FewestLetters = 3;

    /// <summary>Lets a client be found. Safe to repeat.</summary>
    public Task AddAsync(
        string clientId,
        Requisites requisites,
        string accountNumber,
        CancellationToken cancellationToken)
    {
        var lookup = new ClientLookup(clientId, time.GetUtcNow());
        var rows = WordsOf(requisites, accountNumber).Select(word => ($"{word}{Separator}{clientId}", lookup));
        return tables.Lookups.UpsertAllAsync(Partition, rows, cancellationToken);
    }

    /// <summary>A client is found by what it had before no more, once that is changed.</summary>
    public async Task RemoveAsync(
        string clientId,
        Requisites before,
        Requisites now,
        string accountNumber,
        CancellationToken cancellationToken)
    {
        foreach (var word in WordsOf(before, accountNumber).Except(WordsOf(now, accountNumber)))
        {
            await tables.Lookups.DeleteAsync(Partition, $"{word}{Separator}{clientId}", cancellationToken);
        }
    }

    /// <summary>
    /// Ids of clients that have words with all of these beginnings, in the order of ids; the first few hundred of the
    /// longest word.
    /// </summary>
    /// <param name="search">What a person typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> FindAsync(string search, CancellationToken cancellationToken)
    {
        var words = WordsIn(search).Take(MostWords).OrderByDescending(word => word.Length).ToArray();
        IEnumerable<string>? found = null;
        foreach (var word in words)
        {
            var clients = await WithWordAsync(word, cancellationToken);
            found = found is null ? clients : found.Intersect(clients);
        }

        return [.. (found ?? []).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Ids of clients whose words are like those of a name, the likeliest first. The first letters of a word have to be
    /// right. Words of contacts are found too: whoever loads the clients compares the names.
    /// </summary>
    /// <param name="name">A name of a company or a person.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> LikeAsync(string name, int most, CancellationToken cancellationToken)
    {
        var words = SimilarNames.Words(name)
            .Where(word => word.Length >= FewestLetters)
            .OrderByDescending(word => word.Length)
            .Take(MostWords);
        var found = await Task.WhenAll(words.Select(word => LikeWordAsync(word, cancellationToken)));
        return
        [
            .. found.SelectMany(clients => clients)
                .GroupBy(client => client.Key, client => client.Value)
                .OrderByDescending(client => client.Sum())
                .Take(most)
                .Select(client => client.Key),
        ];
    }

    /// <summary>Words as they are compared: small letters, ё as е; telephone numbers as digits alone.</summary>
    public static IReadOnlyList<string> WordsIn(string? text)
    {
        var folded = PlainText.Clean(text).ToLowerInvariant().Replace('ё', 'е');
        var plain = Telephone().Replace(folded, match => DigitsOf(match.Value));
        var words = Word().Matches(plain).Select(word => word.Value);
        return [.. words.Select(word => word[..Math.Min(word.Length, LongestWord)]).Distinct()];
    }

    private static IEnumerable<string> WordsOf(Requisites requisites, string accountNumber)
    {
        var contact = requisites.Contact;
        var phone = contact.Phone.TrimStart('+');
        string[] words =
        [
            .. WordsIn(requisites.Name),
            .. WordsIn(contact.Name),
            requisites.Inn,
            accountNumber,
            .. WordsIn(contact.Email),
            phone,
            .. phone.StartsWith('7') ? [phone[1..]] : Array.Empty<string>(),
        ];
        return words.Distinct();
    }

    private async Task<HashSet<string>> WithWordAsync(string word, CancellationToken cancellationToken) =>
        await BeginningWith(word, cancellationToken)
            .Select(row => row.Value.ClientId)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    /// <returns>Clients, and how many letters of the word they have.</returns>
    private async Task<Dictionary<string, double>> LikeWordAsync(string word, CancellationToken cancellationToken)
    {
        // The same word by itself: there may be hundreds that only begin alike.
        var same = BeginningWith(word + Separator, cancellationToken);
        var begun = BeginningWith(word[..Math.Max(FewestLetters, word.Length / 2)], cancellationToken);
        var clients = new Dictionary<string, double>(StringComparer.Ordinal);
        await foreach (var row in same.Concat(begun).WithCancellation(cancellationToken))
        {
            var likeness = SimilarNames.Likeness(word, row.RowKey.Split(Separator)[0]) * word.Length;
            var id = row.Value.ClientId;
            clients[id] = Math.Max(likeness, clients.GetValueOrDefault(id));
        }

        return clients;
    }

    private IAsyncEnumerable<Stored<ClientLookup>> BeginningWith(string word, CancellationToken cancellationToken)
    {
        var range = RowRange.Between(Partition, word, word + '\uffff');
        return tables.Lookups.QueryAsync<ClientLookup>(range, MostFound, cancellationToken).Take(MostFound);
    }

    private static string DigitsOf(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '8' ? '7' + digits[1..] : digits;
    }

    // Letters and digits, with what holds an address together.
    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}@._-]*")]
    private static partial Regex Word();

    // Numbers that are written with spaces, brackets and dashes.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])\+?[0-9][0-9 ()-]{8,16}[0-9](?![\p{L}\p{N}])")]
    private static partial Regex Telephone();
}
