namespace Billing;

/// <summary>Reads ISO 20022 camt.053.</summary>
internal static class CamtReader
{
    public static IEnumerable<StatementPart> Read(FileHead head) => throw new NotImplementedException();
}
