namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>A way of reading a column that has another, with what speaks for and against it.</summary>
/// <param name="Value">The value that a form sends for it.</param>
/// <param name="Reading">How the example is read then: a day, or a number.</param>
/// <param name="Evidence">What the sheet says of it.</param>
public sealed record ColumnReading(string Value, object Reading, IReadOnlyList<Trouble> Evidence);
