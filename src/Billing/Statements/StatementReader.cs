namespace Billing;

/// <summary>
/// Reads bank statements in the two formats that Russian banks give: 1CClientBankExchange (the exchange of 1C with
/// programs «Клиент банка», <c>kl_to_1c.txt</c>) and ISO 20022 camt.053.
/// </summary>
public static class StatementReader
{
    /// <summary>
    /// The parts of a statement in the order of its file, read while they are enumerated: memory does not grow with the
    /// file. Nothing may be credited before <see cref="StatementCheck"/> has seen all of them.
    /// </summary>
    /// <param name="file">The file's bytes, read once from where it stands, and left open.</param>
    /// <exception cref="StatementException">
    /// While it is enumerated: whatever is wrong with the bytes. Faults of <paramref name="file"/> itself pass through.
    /// </exception>
    public static IEnumerable<StatementPart> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ReadParts(file);
    }

    private static IEnumerable<StatementPart> ReadParts(Stream file)
    {
        var head = FileHead.Read(file);
        var parts = head.Format() switch
        {
            StatementFormat.ClientBankExchange => ExchangeReader.Read(head),
            StatementFormat.Camt053 => CamtReader.Read(head),
        };
        foreach (var part in parts)
        {
            yield return part;
        }
    }
}
