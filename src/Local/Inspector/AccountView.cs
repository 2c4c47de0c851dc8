namespace Local;

/// <summary>A client's rows as the page shows them: those of now, and what each step added.</summary>
/// <param name="Mismatch">What a check of the whole ledger found wrong; null if it adds up.</param>
/// <param name="Rows">The state of now.</param>
/// <param name="Steps">The newest first.</param>
internal sealed record AccountView(string? Mismatch, IReadOnlyList<RowView> Rows, IReadOnlyList<StepView> Steps);

/// <summary>What happened, and the rows that it left.</summary>
/// <param name="Title">In a few Russian words.</param>
/// <param name="At">When.</param>
/// <param name="IsDone">Whether all that follows from it is done.</param>
/// <param name="Rows">The rows.</param>
internal sealed record StepView(string Title, DateTimeOffset At, bool IsDone, IReadOnlyList<RowView> Rows);

/// <summary>A row of the table Clients.</summary>
/// <param name="Key">Its row key.</param>
/// <param name="Text">What it holds, in Russian.</param>
internal sealed record RowView(string Key, string Text);
