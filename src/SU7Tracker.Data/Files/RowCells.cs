using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads the cells of a row, whether they come from a file or a form, and keeps what is wrong with them.</summary>
internal abstract class RowCells
{
    // Of the row at hand.
    public Problem? Problem { get; protected set; }

    // The cell as it stands; empty where there is none.
    public abstract string Text(string column);

    public string Word(string column) => Text(column).Trim();

    public DateOnly Day(string column) => OptionalDay(column) ?? Wrong<DateOnly>(new(column, "Missing"));

    public DateOnly? OptionalDay(string column)
    {
        var text = Word(column);
        return text.Length == 0 ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : Wrong<DateOnly?>(new(column, "NotADate", Rules.Shown(text)));
    }

    public long? Count(string column)
    {
        var text = Word(column);
        if (text.Length == 0)
        {
            return null;
        }
        return WireNames.Whole(text) ?? Wrong<long?>(text.All(char.IsAsciiDigit)
            ? new(column, "TooLarge", Rules.Shown(text), Quantity.MaxCount)
            : new(column, "NotAWholeNumber", Rules.Shown(text)));
    }

    public decimal? Number(string column)
    {
        var text = Word(column);
        return text.Length == 0 ? null
            : !text.Contains('\0')
            && decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number)
                ? number
            : Wrong<decimal?>(new(column, "NotANumber", Rules.Shown(text)));
    }

    public bool YesNo(string column)
    {
        var text = Word(column);
        return text is "true" || (text is not ("" or "false") && Wrong<bool>(new(column, "NotYesNo", Rules.Shown(text))));
    }

    public T Named<T>(string column, Func<string, T?> find, string otherwise) where T : struct
    {
        var text = Word(column);
        return find(text) ?? Wrong<T>(text.Length == 0 ? new(column, "Missing") : new(column, otherwise, Rules.Shown(text)));
    }

    // The first thing wrong with a row is what is said of it.
    public T? Wrong<T>(Problem problem)
    {
        Problem ??= problem;
        return default;
    }
}
