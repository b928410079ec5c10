using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Finds what is unusual about figures that are typed. It never refuses: somebody calls it right, or mends it.</summary>
internal sealed class Unusual(GridRecord record, IReadOnlyList<CellReading> readings)
{
    // A pace is far from the one before it from half more or half less on; it is compared with the last thirteen weeks.
    private const int PaceDays = 13 * 7, LeastDays = 14, LongestGap = 5 * 7;
    private static readonly Rational Far = Rational.Of(1, 2);

    private readonly ILookup<(Series, Reading), Figure> _typed =
        readings.Select(r => r.Figure).OfType<Figure>().ToLookup(f => (f.Series, f.Key.Reading));
    private readonly Dictionary<(Series, Reading), List<Figure>> _all = [];

    /// <summary>What is unusual about a figure.</summary>
    public IEnumerable<Warning> Of(Figure figure)
    {
        if (figure.Withdrawn)
        {
            yield break;
        }
        var (key, quantity) = (figure.Key, figure.Quantity);
        var value = quantity.Display();
        if (!key.Series.IsPlan && key.End > record.Today)
        {
            yield return new($"future:{value}", GridTexts.WarnFuture.With(key.End.Display()));
        }
        if (LooksLikeAnotherYear(figure))
        {
            yield return new($"year:{value}", GridTexts.WarnYear.With(key.Display(), Published(figure)!.Value.Display()));
        }
        if (key.Series.IsPlan)
        {
            yield break;
        }
        if (key.Period is { } days)
        {
            foreach (var warning in OfPeriod(figure, days, value))
            {
                yield return warning;
            }
        }
        else if (!key.Series.IsOpenOrders && Falls(figure) is { } other)
        {
            yield return new($"falls:{value}", GridTexts.WarnFalls.With(other.Key.End.Display(), other.Quantity.Display()));
        }
        if (Group(figure) is { } whole)
        {
            yield return new($"group:{value}", GridTexts.WarnGroup.With(whole.Name, whole.Count.Display()));
        }
    }

    private IEnumerable<Warning> OfPeriod(Figure figure, Period days, string value)
    {
        var others = Others(figure).ToList();
        if (Before(others, days) is { } before && before.Key.End < days.Before && before.Key.End >= days.Start.AddDays(-LongestGap)
            && before.Key.Period!.Value.Days <= days.Days * 2)
        {
            var gap = new Period(before.Key.End.AddDays(1), days.Before);
            if (!others.Exists(o => o.Key.Period?.Overlap(gap) is not null))
            {
                yield return new($"gap:{gap}", GridTexts.WarnGap.With(gap.Display()));
            }
        }
        if (others.FirstOrDefault(o => o.Source == figure.Source && o.Key.Period is { } p && p.Overlap(days) is not null
            && !p.Contains(days) && !days.Contains(p)) is { } crossing)
        {
            yield return new(
                $"overlap:{crossing.Key.Period}", GridTexts.WarnOverlap.With(crossing.Key.Display(), crossing.Quantity.Display()));
        }
        if (FarFromPace(figure, days, others) is { } percent)
        {
            yield return new($"pace:{value}", (percent > 0 ? GridTexts.WarnAbove : GridTexts.WarnBelow).With(value, Math.Abs(percent)));
        }
    }

    // By how many percent a count is away from the pace before it; null where it is near, or nothing is known to hold it against.
    private int? FarFromPace(Figure figure, Period days, List<Figure> others)
    {
        if (figure.Quantity.High is not { } high && figure.Quantity.Low.Sign == 0)
        {
            return null;
        }
        var (low, top) = (figure.Quantity.Low / days.Days, figure.Quantity.High / days.Days);
        if (others.Any(o => o.Key.End == days.Before && o.Key.Period is { } p && IsNear(low, top, o.Quantity / p.Days)))
        {
            return null;
        }
        if (record.History.AsOf(record.Today).Curve(figure.Series) is not { } curve)
        {
            return null;
        }
        var from = Latest(curve.First, days.Start.AddDays(-PaceDays));
        var to = curve.Last < days.Before ? curve.Last : days.Before;
        if (to.DayNumber - from.DayNumber + 1 < LeastDays || curve.In(new(from, to)) is not { High: { } most } count)
        {
            return null;
        }
        var length = to.DayNumber - from.DayNumber + 1;
        if (most.Sign == 0 || IsNear(low, top, count / length))
        {
            return null;
        }
        var middle = (count.Low + most) / (2 * length);
        var mine = figure.Quantity.Estimate is { } estimate ? estimate / days.Days : low;
        return middle.Sign == 0 ? null : (int)Math.Round(((mine / middle) - 1).ToDecimal() * 100);
    }

    private static bool IsNear(Rational low, Rational? top, Quantity pace) =>
        (pace.High is not { } high || low <= high * (1 + Far)) && (top is not { } most || most >= pace.Low * Far);

    // A count to date that is less than an earlier one, or more than a later one.
    private Figure? Falls(Figure figure) => Others(figure).FirstOrDefault(o =>
        o.Key.End < figure.Key.End ? figure.Quantity.High is { } high && o.Quantity.Low > high
        : o.Key.End > figure.Key.End && o.Quantity.High is { } later && figure.Quantity.Low > later);

    // What the parent counts in the same days, where the figure is as much or more and the parent has other parts.
    private (string Name, Quantity Count)? Group(Figure figure)
    {
        var family = record.History.Family;
        var (vehicle, key) = (record.History.Vehicle, figure.Key);
        if (vehicle.Parent.Length == 0 || family.Vehicles.FirstOrDefault(v => v.Slug == vehicle.Parent) is not { } parent
            || vehicle.ParentAloneUntil >= key.End)
        {
            return null;
        }
        var published = family.Revisions.GetValueOrDefault(key.Series with { Vehicle = parent.Slug }, [])
            .Where(r => r[0].Key == key with { Series = key.Series with { Vehicle = parent.Slug } })
            .Select(r => Figure.Standing(r, DateOnly.MaxValue)).OfType<Figure>();
        foreach (var whole in published)
        {
            if (whole.Quantity.High is { } high && figure.Quantity.Low.Sign > 0 && figure.Quantity.Low >= high)
            {
                return (parent.DisplayName(), whole.Quantity);
            }
        }
        return null;
    }

    // Published about a year after its days: the week of the same number in another year is meant.
    private bool LooksLikeAnotherYear(Figure figure) =>
        figure.Key.Period is { Days: <= 31 } && Published(figure) is { } day && day.DayNumber - figure.Key.End.DayNumber is > 330 and < 400;

    private DateOnly? Published(Figure figure) =>
        figure.PublishedOn ?? (record.History.Sources.TryGetValue(figure.Source, out var source) ? source.PublishedOn : null);

    // What else is on record or typed of the same series, counted in the same way.
    private IEnumerable<Figure> Others(Figure figure)
    {
        if (!_all.TryGetValue((figure.Series, figure.Key.Reading), out var all))
        {
            var typed = _typed[(figure.Series, figure.Key.Reading)].ToList();
            var replaced = typed.Select(f => (f.Key, f.Source)).ToHashSet();
            all =
            [
                .. record.Standing(figure.Series, figure.Key.Reading).Where(f => !replaced.Contains((f.Key, f.Source))),
                .. typed.Where(f => !f.Withdrawn),
            ];
            _all.Add((figure.Series, figure.Key.Reading), all);
        }
        return all.Where(f => f.Key != figure.Key);
    }

    private static Figure? Before(List<Figure> others, Period days) =>
        others.Where(o => o.Key.End < days.Start).MaxBy(o => o.Key.End);

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}
