namespace Billing;

/// <summary>
/// Reads ISO 20022 camt.053 (BankToCustomerStatement) of any version: <c>Stmt</c> for each account, with its balances
/// and then its entries.
/// </summary>
internal sealed class CamtReader
{
    private readonly CamtXml _xml;
    private readonly CamtEntries _entries;
    private bool _hasHeader;
    private int _sections;

    private CamtReader(CamtXml xml)
    {
        _xml = xml;
        _entries = new CamtEntries(xml);
    }

    /// <summary>See <see cref="StatementReader.Read"/>.</summary>
    public static IEnumerable<StatementPart> Read(FileHead head)
    {
        using var xml = new CamtXml(head);
        foreach (var part in new CamtReader(xml).Parts())
        {
            yield return part;
        }
    }

    private IEnumerable<StatementPart> Parts()
    {
        var found = false;
        while (_xml.NextElement())
        {
            if (_xml.Name == "BkToCstmrAcctRpt")
            {
                throw new StatementException(
                    StatementFault.Intraday,
                    "Это отчёт за незакрытый день (camt.052). Загрузите итоговую выписку camt.053.");
            }

            if (_xml.Name == "BkToCstmrStmt")
            {
                found = true;
                foreach (var part in Message())
                {
                    yield return part;
                }
            }
        }

        yield return found
            ? new EndMark()
            : throw new StatementException(
                StatementFault.NotAStatement,
                "Это XML, но не выписка camt.053. Выберите в банке формат camt.053 или 1CClientBankExchange.");
    }

    private IEnumerable<StatementPart> Message()
    {
        foreach (var name in _xml.Children())
        {
            if (!_hasHeader && name is "GrpHdr" or "Stmt")
            {
                var created = name == "GrpHdr" ? _xml.ReadNode().Value("CreDtTm") : "";
                _hasHeader = true;
                yield return new StatementHeader(
                    StatementFormat.Camt053,
                    created.Length == 0 ? null : CamtValues.Day(_xml, created, "CreDtTm"));
            }

            if (name == "Stmt")
            {
                foreach (var part in Statement())
                {
                    yield return part;
                }
            }
        }
    }

    private IEnumerable<StatementPart> Statement()
    {
        if (++_sections > StatementLimits.Sections)
        {
            throw new StatementException(StatementFault.TooMany, "В файле слишком много разделов.", _xml.Line);
        }

        // Before the first entry stands all that the section needs. It stays small: some balances.
        var head = new CamtNode("Stmt", "");
        AccountSection? section = null;
        var count = 0;
        foreach (var name in _xml.Children())
        {
            if (name == "Ntry")
            {
                if (section is null)
                {
                    yield return section = CamtValues.Section(_xml, head);
                }

                foreach (var line in _entries.Lines(section.Account))
                {
                    yield return line;
                }
            }
            else if (name is "CreDtTm" or "FrToDt" or "Acct" or "Bal" or "TxsSummry")
            {
                head.Add(++count <= StatementLimits.Values
                    ? _xml.ReadNode()
                    : throw new StatementException(StatementFault.TooMany, "Слишком много остатков.", _xml.Line));
            }
        }

        if (section is null)
        {
            yield return CamtValues.Section(_xml, head);
        }
    }
}
