using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Tables;

/// <summary>A column of a table: its header, and how its cell is read from a row.</summary>
/// <param name="Name">The header, as files write it.</param>
/// <param name="Cell">A text, a number, a day, a time or a flag; null for an empty cell.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Cell)
{
    /// <summary>The columns of a quantity: both bounds, how it is said, the best single number, and the text that people read.</summary>
    /// <param name="prefix">Begins each header, such as <c>count_</c>; may be empty.</param>
    /// <param name="quantity">Null for a row that has none.</param>
    public static IEnumerable<Column<T>> Quantity(string prefix, Func<T, QuantityJson?> quantity) =>
    [
        new($"{prefix}low", row => quantity(row)?.Low), new($"{prefix}high", row => quantity(row)?.High),
        new($"{prefix}qualifier", row => quantity(row)?.Qualifier), new($"{prefix}estimate", row => quantity(row)?.Estimate),
        new($"{prefix}text", row => quantity(row)?.Text),
    ];
}
