namespace SU7Tracker.Domain;

/// <summary>What bounds rest on.</summary>
/// <param name="Figures">The published figures, in the order of their days.</param>
/// <param name="Laws">The laws between series.</param>
public sealed record Evidence(IReadOnlyList<Figure> Figures, IReadOnlyList<Law> Laws)
{
    /// <summary>Nothing.</summary>
    public static Evidence None { get; } = new([], []);

    internal static Evidence Of(IEnumerable<object> reasons)
    {
        var all = reasons.ToList();
        return new(
            [.. all.OfType<Statement>().SelectMany(s => s.Figures).Distinct().OrderBy(f => f.Key.End).ThenBy(f => f.Key.First)],
            [
                .. all.OfType<Law>()
                    .Concat(all.OfType<Statement>().Any(s => s.Figure.Series.IsOpenOrders) ? [Law.OpenOrders] : [])
                    .Distinct()
                    .Order(),
            ]);
    }

    /// <summary>What this or another rests on.</summary>
    public Evidence And(Evidence other) => new(
        [.. Figures.Union(other.Figures).OrderBy(f => f.Key.End).ThenBy(f => f.Key.First)], [.. Laws.Union(other.Laws).Order()]);
}
