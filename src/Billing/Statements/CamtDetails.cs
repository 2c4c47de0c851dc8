namespace Billing;

/// <summary>What describes a movement of camt.053: number, other side and purpose. None of it refuses money.</summary>
internal static class CamtDetails
{
    // ISO 20022 has at most 140 characters in one Ustrd; a longer purpose goes on in the next, in the midst of a word.
    private const int UstrdLength = 140;

    /// <summary>The number of the payment order, by which the payer knows it. The bank's own ids change.</summary>
    public static string Number(CamtNode entry, CamtNode? details)
    {
        var number = details?.Value("Refs/EndToEndId") is { Length: > 0 } id && id != "NOTPROVIDED"
            ? id
            : details?.Value("Refs/InstrId", "Refs/PmtInfId") ?? "";
        return StatementValues.Number(number.Length > 0 ? number : entry.Value("NtryRef"));
    }

    /// <summary>The payer or the payee.</summary>
    public static Counterparty Counterparty(CamtNode? details, bool isOfPayer)
    {
        details ??= new CamtNode("TxDtls", "");
        var side = isOfPayer ? "Dbtr" : "Cdtr";
        var (party, account) = ($"RltdPties/{side}", $"RltdPties/{side}Acct/Id");
        var bank = $"RltdAgts/{side}Agt/FinInstnId";
        string[] ids = ["Id/OrgId/Othr/Id", "Id/PrvtId/Othr/Id"];
        return new Counterparty(
            StatementValues.Name(details.Value($"{party}/Nm", $"{party}/Pty/Nm")),
            StatementValues.FirstInn(ids
                .SelectMany(id => details.All($"{party}/{id}").Concat(details.All($"{party}/Pty/{id}")))
                .Select(id => id.Text)),
            StatementValues.OtherAccount(details.Value($"{account}/Othr/Id", $"{account}/IBAN")),
            StatementValues.BicOf(details.Value($"{bank}/ClrSysMmbId/MmbId")),
            StatementValues.Name(details.Value($"{bank}/Nm")));
    }

    /// <summary>All that is said of what the money is for.</summary>
    public static string Purpose(CamtNode entry, CamtNode? details)
    {
        var purpose = "";
        foreach (var part in details?.All("RmtInf/Ustrd").Select(part => part.Text) ?? [])
        {
            if (purpose.Length < StatementLimits.ValueLength)
            {
                purpose += part.Length >= UstrdLength ? part : part + ' ';
            }
        }

        purpose += details?.Value("RmtInf/Strd/CdtrRefInf/Ref");
        return StatementValues.Purpose(string.IsNullOrWhiteSpace(purpose)
            ? details?.Value("AddtlTxInf") is { Length: > 0 } text ? text : entry.Value("AddtlNtryInf")
            : purpose);
    }
}
