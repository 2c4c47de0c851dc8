namespace Billing;

/// <summary>
/// Movements from the entries (<c>Ntry</c>) of a camt.053 file. Only booked ones count. A batch is one entry, and its
/// movements are its <c>TxDtls</c>; one <c>TxDtls</c> alone only describes the entry.
/// </summary>
internal sealed class CamtEntries(CamtXml xml)
{
    private int _position;

    /// <summary>The movements of the entry that the reader stands on, read one at a time.</summary>
    public IEnumerable<StatementLine> Lines(string account)
    {
        var entry = new CamtNode("Ntry", "");
        CamtNode? first = null;
        var (parts, sum, count) = (0, Money.Zero, 0);
        foreach (var name in xml.Children())
        {
            if (name != "NtryDtls")
            {
                entry.Add(++count <= StatementLimits.Values
                    ? xml.ReadNode()
                    : throw new StatementException(StatementFault.TooMany, "Слишком длинная операция.", xml.Line));
                continue;
            }

            foreach (var details in xml.Children().Where(child => child == "TxDtls" && IsBooked(entry)))
            {
                var part = xml.ReadNode();
                if (++parts == 1)
                {
                    first = part;
                    continue;
                }

                foreach (var each in parts == 2 ? [first!, part] : new[] { part })
                {
                    var line = Part(account, entry, each);
                    sum += line.IsCredit ? line.Amount : -line.Amount;
                    yield return line;
                }
            }
        }

        if (!IsBooked(entry))
        {
            yield break;
        }

        var whole = Line(account, entry, first, IsCredit(entry, first: null), Amount(entry.First("Amt")));
        if (parts > 1)
        {
            if (sum != (whole.IsCredit ? whole.Amount : -whole.Amount))
            {
                throw StatementCheck.Unbalanced(account, $"части операции на {whole.Amount} не дают её суммы");
            }
        }
        else if (whole.Amount > Money.Zero)
        {
            yield return Counted(whole);
        }
    }

    private StatementLine Part(string account, CamtNode entry, CamtNode part)
    {
        var amount = part.First("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt");
        return Counted(Line(account, entry, part, IsCredit(entry, part), Amount(amount)));
    }

    private StatementLine Counted(StatementLine line) => ++_position <= StatementLimits.Lines
        ? line with { Position = _position }
        : throw new StatementException(
            StatementFault.TooMany, "В файле слишком много операций: загрузите выписку по частям.", xml.Line);

    private StatementLine Line(string account, CamtNode entry, CamtNode? details, bool isCredit, Money amount)
    {
        var day = entry.Value("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm");
        return new StatementLine(
            account,
            isCredit,
            CamtValues.Day(xml, day, "BookgDt"),
            CamtDetails.Number(entry, details),
            amount,
            CamtDetails.Counterparty(details, isOfPayer: isCredit != IsReversal(entry)),
            CamtDetails.Purpose(entry, details),
            Position: 0);
    }

    private Money Amount(CamtNode? amount) => CamtValues.Sum(xml, amount);

    /// <summary>A reversal turns the direction round: what had come in goes out again.</summary>
    private bool IsCredit(CamtNode entry, CamtNode? first)
    {
        var indicator = first?.Value("CdtDbtInd") is { Length: > 0 } own ? own : entry.Value("CdtDbtInd");
        return CamtValues.IsCredit(xml, indicator) != IsReversal(entry);
    }

    private static bool IsReversal(CamtNode entry) => entry.Value("RvslInd").Trim() is "true" or "1";

    // A code since version 2013, plain text before.
    private static bool IsBooked(CamtNode entry) => entry.Value("Sts/Cd", "Sts").Trim() == "BOOK";
}
