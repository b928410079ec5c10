namespace SU7Tracker.Web.Entry.Cells;

/// <summary>How the browser marks a cell that is typed.</summary>
/// <param name="Id">Its row and column.</param>
/// <param name="Text">The text that this answers.</param>
/// <param name="State"><c>ready</c>, <c>same</c>, <c>wrong</c>, <c>asks</c> or <c>conflict</c>.</param>
/// <param name="Words">How it reads, or what is wrong.</param>
public sealed record CellAnswer(string Id, string Text, string State, string Words)
{
    /// <summary>The answer to a cell.</summary>
    public static CellAnswer Of(CellReading reading) => new(
        reading.Typed.Id, reading.Typed.Text, reading.State.ToString().ToLowerInvariant(),
        reading.Warnings.Count > 0 ? reading.Words + " " + string.Join(" ", reading.Warnings.Select(w => w.Text)) : reading.Words);
}
