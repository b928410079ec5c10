using SU7Tracker.Domain;

namespace SU7Tracker.Web.TakeAway;

/// <summary>A table that is taken away: every cell a text, a number, a day or nothing.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">What its numbers count; empty where columns differ.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a cell for each column.</param>
/// <param name="Sources">Where its numbers come from.</param>
public sealed record TableData(
    string Title,
    string Unit,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<Source> Sources)
{
    /// <summary>The laws between series that its numbers rest on.</summary>
    public IReadOnlyList<Law> Laws { get; init; } = [];

    /// <summary>A lower bound rounded down, with no more digits than it means.</summary>
    public static decimal Below(Rational number, int decimals = 2) =>
        number.IsWhole ? number.ToDecimal() : Round(number.ToDecimalBelow(), decimals, Math.Floor);

    /// <summary>An upper bound rounded up; nothing where it is open.</summary>
    public static object? Above(Rational? number, int decimals = 2) =>
        number is not { } high ? null
        : high.IsWhole ? high.ToDecimal()
        : Round(high.ToDecimalAbove(), decimals, Math.Ceiling);

    /// <summary>A number rounded to the nearest; nothing where there is none.</summary>
    public static object? Near(Rational? number, int decimals = 2) =>
        number is not { } value ? null : Math.Round(value.ToDecimal(), decimals) / 1.0000000000m;

    private static decimal Round(decimal number, int decimals, Func<decimal, decimal> round)
    {
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10;
        }
        return round(number * scale) / scale;
    }
}
