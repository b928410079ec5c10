using FsCheck;
using FsCheck.Fluent;

namespace SU7Tracker.Domain.Tests.Support;

/// <summary>What really happened day by day, and figures that were published of it.</summary>
/// <param name="Before">Units counted before the first day.</param>
/// <param name="Daily">Units counted on each day.</param>
/// <param name="True">Figures that are true, no two with the same key.</param>
/// <param name="Claimed">Figures that may be false.</param>
public sealed record TrueHistory(long Before, IReadOnlyList<long> Daily, IReadOnlyList<Figure> True, IReadOnlyList<Figure> Claimed)
{
    public static readonly DateOnly Start = new(2024, 1, 1);

    public DateOnly End => Start.AddDays(Daily.Count - 1);

    /// <summary>All figures, the false ones, too.</summary>
    public IReadOnlyList<Figure> All => [.. True, .. Claimed];

    /// <summary>The days that a test asks about: those of the history and some around it.</summary>
    public IEnumerable<DateOnly> Days => Enumerable.Range(-4, Daily.Count + 8).Select(Start.AddDays);

    /// <summary>The true count after the end of one day up to the end of another; from null, all of it.</summary>
    public long Count(DateOnly? a, DateOnly b) => UpTo(b) - (a is { } from ? UpTo(from) : 0);

    // Before the first day it all happened at once, on any day; what is asked about lies after it.
    private long UpTo(DateOnly day) => Before + Daily.Take(Math.Max(0, day.DayNumber - Start.DayNumber + 1)).Sum();

    public override string ToString() => $"{Before} + {string.Join(' ', Daily)}\n  true:\n{Lines(True)}\n  claimed:\n{Lines(Claimed)}";

    private static string Lines(IEnumerable<Figure> figures) =>
        string.Join(
            '\n',
            figures.Select(f =>
                $"    {f.Key.Reading} {f.Key.Start:O}–{f.Key.End:O} {f.Quantity.Qualifier} {f.Quantity} grade {f.Source} known {f.KnownOn:O}"
            ));
}

/// <summary>Makes histories: small ones for comparisons day by day, larger ones for the rest.</summary>
public static class Histories
{
    public static Arbitrary<TrueHistory> Any() => Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => Make(new(seed))),
        h => Without(h.True, t => h with { True = t }).Concat(Without(h.Claimed, c => h with { Claimed = c })));

    private static IEnumerable<TrueHistory> Without(IReadOnlyList<Figure> figures, Func<IReadOnlyList<Figure>, TrueHistory> with) =>
        Enumerable.Range(0, figures.Count).Select(i => with([.. figures.Where((_, at) => at != i)]));

    private static TrueHistory Make(Random random)
    {
        var days = random.Next(1, 36);
        var most = random.Next(3) switch { 0 => 2, 1 => 30, _ => 4_000 };
        var daily = Enumerable.Range(0, days).Select(_ => random.Next(3) == 0 ? 0 : (long)random.Next(most)).ToList();
        var history = new TrueHistory(random.Next(2) == 0 ? 0 : random.Next(most), daily, [], []);
        var keys = new HashSet<FigureKey>();
        var told = Enumerable
            .Range(0, random.Next(1, 16))
            .Select(_ => Key(random, history))
            .Where(keys.Add)
            .Select(k => True(random, history, k))
            .ToList();
        var claimed = Enumerable
            .Range(0, random.Next(6))
            .Select(_ => Key(random, history))
            .Where(keys.Add)
            .Select(k => Claimed(random, history, k))
            .ToList();
        return history with { True = told, Claimed = claimed };
    }

    private static FigureKey Key(Random random, TrueHistory history)
    {
        var (a, b) = (random.Next(history.Daily.Count), random.Next(history.Daily.Count));
        if (random.Next(3) == 0)
        {
            return new(Some.Series, Reading.Cumulative, null, TrueHistory.Start.AddDays(a));
        }
        // Often whole weeks, as most figures are: then ends fall together.
        var (start, end) =
            random.Next(2) == 0
                ? (a / 7 * 7, Math.Min(history.Daily.Count - 1, (Math.Max(a, b) / 7 * 7) + 6))
                : (Math.Min(a, b), Math.Max(a, b));
        return new(Some.Series, Reading.InPeriod, TrueHistory.Start.AddDays(Math.Min(start, end)), TrueHistory.Start.AddDays(end));
    }

    private static Figure True(Random random, TrueHistory history, FigureKey key)
    {
        var count = history.Count(key.Period?.Before, key.End);
        var quantity = random.Next(6) switch
        {
            0 => Quantity.AtLeast(Math.Max(0, count - random.Next(50))),
            1 => Quantity.AtMost(count + random.Next(50)),
            2 => Quantity.Range(Math.Max(0, count - random.Next(50)), count + random.Next(50)),
            3 => About(random, count),
            _ => Quantity.Exact(count),
        };
        return Published(random, key, quantity);
    }

    private static Quantity About(Random random, long count)
    {
        var unit = (long)Math.Pow(10, random.Next(4));
        var rounded = Quantity.About((count + (unit / 2)) / unit * unit);
        return rounded.Allows(count) ? rounded : Quantity.About(count);
    }

    private static Figure Claimed(Random random, TrueHistory history, FigureKey key)
    {
        var count = Math.Max(0, history.Count(key.Period?.Before, key.End) + random.Next(-60, 61));
        return Published(random, key, random.Next(5) switch
        {
            0 => Quantity.AtLeast(count),
            1 => Quantity.AtMost(count),
            2 => Quantity.Range(count, count + random.Next(5)),
            3 => Quantity.About(count),
            _ => Quantity.Exact(count),
        });
    }

    private static Figure Published(Random random, FigureKey key, Quantity quantity) => new(
        key, quantity, random.Next(3) == 0 ? null : TrueHistory.Start.AddDays(random.Next(60)), ((Grade)random.Next(4)).ToString());
}
