namespace Benchmarks.IndexedTables;

/// <summary>One of several writes was refused, and none was done.</summary>
/// <param name="index">Which one, from 0.</param>
/// <param name="refusal">Why.</param>
internal sealed class ChangeRefusedException(int index, TableException refusal) : Exception(refusal.Message, refusal)
{
    public int Index => index;

    public TableException Refusal => refusal;
}
