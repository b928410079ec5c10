namespace SU7Tracker.Domain;

/// <summary>
/// Tries figures that are not on record: exact counts of stretches and days next to a count that is known within bounds, of its own series
/// and of those that laws tie to it. An exact figure is one more constraint between two days of a system whose tightest bounds are known,
/// so what remains follows from these without reconciling anew.
/// </summary>
public static class Tightening
{
    // How many days on either side of the count are tried, nearest first.
    private const int NearDays = 3;

    /// <summary>The figures that would leave the narrowest bounds on a count, the best first; none where it is known exactly.</summary>
    /// <param name="snapshot">What is known.</param>
    /// <param name="series">The series that counts.</param>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    /// <param name="most">How many are returned.</param>
    public static IReadOnlyList<Candidate> Of(Snapshot snapshot, Series series, DateOnly? a, DateOnly b, int most = 4)
    {
        var now = snapshot.Between(series, a, b);
        if (now.IsExact || most <= 0)
        {
            return [];
        }
        var evidence = snapshot.Evidence(series, a, b);
        var found = new List<Candidate>();
        foreach (var key in Keys(snapshot, series, a, b, evidence).Distinct())
        {
            if (Try(snapshot, series, a, b, now, key) is { } candidate)
            {
                found.Add(candidate);
            }
        }
        return
        [
            .. found
                .OrderBy(c => c.Remaining.High is null).ThenBy(c => Width(c.Remaining) ?? 0).ThenByDescending(c => c.Remaining.Low)
                .ThenBy(c => c.Key.Series != series).ThenBy(c => c.Key.Period?.Days ?? int.MaxValue).ThenBy(c => c.Key.End)
                .Take(most),
        ];
    }

    /// <summary>How far the ends of bounds lie apart, in units; null when there is no upper one.</summary>
    public static Rational? Width(Quantity quantity) => quantity.High - quantity.Low;

    private static Candidate? Try(Snapshot snapshot, Series series, DateOnly? a, DateOnly b, Quantity now, FigureKey key)
    {
        Node from = new(series, a), to = new(series, b), start = new(key.Series, key.Period?.Before), end = new(key.Series, key.End);
        var known = snapshot.Between(key.Series, start.Day, key.End);
        if (known.IsExact || Middle(known) is not { } count)
        {
            return null;
        }
        // The count lies on one of the ways from one day to the other, in its own direction or against it, or on neither.
        var high = Least(
            now.High,
            Sum(Most(snapshot, from, start), count, Most(snapshot, end, to)),
            Sum(Most(snapshot, from, end), -count, Most(snapshot, start, to)));
        var low = Least(
            -now.Low,
            Sum(Most(snapshot, to, start), count, Most(snapshot, end, from)),
            Sum(Most(snapshot, to, end), -count, Most(snapshot, start, from)))!.Value;
        if (-low == now.Low && high == now.High)
        {
            return null;
        }
        return new(key, Quantity.Exact(count), Quantity.Between(-low, high is { } top ? Rational.Max(top, -low) : null));
    }

    // The estimate as a whole number inside the bounds.
    private static Rational? Middle(Quantity known)
    {
        if (known.High is not { } high)
        {
            return null;
        }
        var best = known.Estimate ?? ((known.Low + high) / 2);
        var whole = Rational.Min(
            Rational.Max(Rational.Of(best.Nearest(), 1), Rational.Of(known.Low.Ceiling(), 1)),
            Rational.Of(high.Floor(), 1));
        return known.Allows(whole) ? whole : null;
    }

    // A day of a series, or zero where there is no day.
    private readonly record struct Node(Series Series, DateOnly? Day);

    // The most by which one can exceed another; null when there is no limit.
    private static Rational? Most(Snapshot snapshot, Node from, Node to)
    {
        if (from == to || (from.Day is null && to.Day is null))
        {
            return Rational.Zero;
        }
        if (from.Day is null)
        {
            return snapshot.Between(to.Series, null, to.Day!.Value).High;
        }
        if (to.Day is null)
        {
            return -snapshot.Between(from.Series, null, from.Day.Value).Low;
        }
        if (from.Series == to.Series)
        {
            return from.Day <= to.Day
                ? snapshot.Between(to.Series, from.Day, to.Day.Value).High
                : -snapshot.Between(to.Series, to.Day, from.Day.Value).Low;
        }
        return snapshot.Difference(to.Series, to.Day.Value, from.Series, from.Day.Value) is { } difference
            ? difference.High : -snapshot.Difference(from.Series, from.Day.Value, to.Series, to.Day.Value)?.Low;
    }

    private static Rational? Sum(Rational? one, Rational two, Rational? three) => one + two + three;

    private static Rational? Least(params ReadOnlySpan<Rational?> all)
    {
        Rational? least = null;
        foreach (var one in all)
        {
            least = least is null || one < least ? one ?? least : least;
        }
        return least;
    }

    private static IEnumerable<FigureKey> Keys(Snapshot snapshot, Series series, DateOnly? a, DateOnly b, Evidence evidence)
    {
        var asked = a is { } before ? FigureKey.InPeriod(series, new(before.AddDays(1), b)) : FigureKey.Cumulative(series, b);
        foreach (
            var other in evidence
                .Figures.Select(f => f.Series)
                .Where(s => s.Vehicle == series.Vehicle && !s.IsPlan && !s.IsOpenOrders)
                .Append(series)
                .Distinct())
        {
            yield return FigureKey.Cumulative(other, b);
            if (a is { } day)
            {
                yield return FigureKey.Cumulative(other, day);
            }
        }
        // What is on record within bounds would help if it were exact.
        foreach (
            var key in evidence
                .Figures.Where(f => !f.Quantity.IsExact && f.Series.Vehicle == series.Vehicle && !f.Series.IsOpenOrders)
                .Select(f => f.Key))
        {
            if (key != asked)
            {
                yield return key;
            }
        }
        var days = Days(snapshot, series, a ?? b, b);
        foreach (var (from, to) in from one in days from two in days where one < two select (one, two))
        {
            // Stretches that touch the count; others say nothing of it that these do not say better.
            if (
                (from == a || to == a || from == b || to == b)
                && FigureKey.InPeriod(series, new(from.AddDays(1), to)) is var key
                && key != asked)
            {
                yield return key;
            }
        }
    }

    // The days near both ends at which figures or months end.
    private static List<DateOnly> Days(Snapshot snapshot, Series series, DateOnly a, DateOnly b)
    {
        var all = snapshot.Figures(series)
            .SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Concat(
                new[] { a, b }.SelectMany(d =>
                    new[] { Month.Of(d).Period.Before, Month.Of(d).Period.End, Week.Of(d).Period.Before, Week.Of(d).Sunday }))
            .Distinct()
            .ToList();
        return
        [
            .. all.Where(d => d < a).OrderDescending().Take(NearDays)
                .Concat(all.Where(d => d > b).Order().Take(NearDays))
                .Concat(all.Where(d => d > a && d < b).Order().Take(NearDays))
                .Concat([a, b]).Distinct().Order(),
        ];
    }
}
