using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>How much a stretch differs from the one before it, in percent, within bounds.</summary>
/// <param name="Low">The least change that the record allows.</param>
/// <param name="High">The greatest.</param>
/// <param name="Stretch">What is compared: a week, a month, a quarter, some days.</param>
internal sealed record Change(Rational Low, Rational High, string Stretch)
{
    /// <summary>The change of a stretch on the one before it; null where the two cannot be compared.</summary>
    public static Change? Of(Curve curve, Period stretch)
    {
        var before = Previous(stretch);
        if (before.Start < curve.First)
        {
            return null;
        }
        return Metrics.Change(curve.In(stretch) / stretch.Days, curve.In(before) / before.Days) is { } change
            ? new(change.Low, change.High!.Value, Kind(stretch))
            : null;
    }

    /// <summary>Whether it can only have grown.</summary>
    public bool IsMore => Low.Sign >= 0;

    /// <summary>Whether it can only have shrunk.</summary>
    public bool IsLess => High.Sign <= 0;

    /// <summary>Writes the change into one of three texts: for more, for less, and for either.</summary>
    public string Text(string more, string less, string either) =>
        IsMore ? more.With(Between(Low, High), Stretch)
        : IsLess ? less.With(Between(-High, -Low), Stretch)
        : either.With(Signed(Low, up: false), Signed(High, up: true), Stretch);

    /// <summary>The name of a stretch.</summary>
    public static string Kind(Period stretch) =>
        stretch == Week.Of(stretch.Start).Period ? OverviewTexts.Stretch_week
        : stretch == Month.Of(stretch.Start).Period ? OverviewTexts.Stretch_month
        : stretch == DisplayExtensions.Quarter(stretch.Start) ? OverviewTexts.Stretch_quarter
        : stretch == DisplayExtensions.Year(stretch.Start) ? OverviewTexts.Stretch_year
        : OverviewTexts.Stretch_days.With(stretch.Days);

    private static Period Previous(Period stretch) =>
        stretch == DisplayExtensions.Year(stretch.Start) ? DisplayExtensions.Year(stretch.Before)
        : stretch == Month.Of(stretch.Start).Period ? Month.Of(stretch.Before).Period
        : stretch == DisplayExtensions.Quarter(stretch.Start) ? DisplayExtensions.Quarter(stretch.Before)
        : new(stretch.Start.AddDays(-stretch.Days), stretch.Before);

    private static string Between(Rational low, Rational high) => Quantity.Between(low, high).Display();

    private static string Signed(Rational value, bool up) =>
        NumberText.Of(value.ToDecimal(), 0, up ? Math.Ceiling : Math.Floor, plus: true);
}
