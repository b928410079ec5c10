namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>What a column is used for.</summary>
/// <param name="Field">What it holds.</param>
/// <param name="Counted">What its counts are counts of; null where a row or the whole sheet says so.</param>
public sealed record ColumnUse(Field Field, Counted? Counted = null)
{
    /// <summary>A column that is not imported.</summary>
    public static ColumnUse None { get; } = new(Field.None);

    /// <summary>Reads what <see cref="ToString"/> writes; a column that is not imported for anything else.</summary>
    public static ColumnUse Parse(string text) =>
        Sheets.Counted.Parse(text) is { } counted ? new(Field.Count, counted)
        : Enum.TryParse<Field>(text, ignoreCase: true, out var field) && Enum.IsDefined(field) ? new(field)
        : None;

    /// <summary>Writes it as the value of a choice.</summary>
    public override string ToString() => Counted?.ToString() ?? Field.ToString();
}
