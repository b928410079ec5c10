using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry;

/// <summary>How the entry page says in words what it has read.</summary>
internal static class Say
{
    /// <summary>A quantity with what it means: the words of its qualifier and its bounds.</summary>
    public static string Understood(Quantity quantity)
    {
        var (low, high) = (Count(quantity.Low), quantity.High is { } top ? Count(top) : "");
        return quantity.Qualifier switch
        {
            Qualifier.Exact => Format(EntryTexts.UnderstoodExact, low),
            Qualifier.AtLeast => Format(EntryTexts.UnderstoodAtLeast, low),
            Qualifier.AtMost => Format(EntryTexts.UnderstoodAtMost, high),
            Qualifier.About => Format(EntryTexts.UnderstoodAbout, Count(quantity.Estimate!.Value), low, high),
            _ => Format(EntryTexts.UnderstoodRange, low, high),
        };
    }

    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    public static string Key(FigureKey key) => key.Period switch
    {
        null => Format(EntryTexts.UpToDay, Day(key.End)),
        { } period when period == Week.Of(key.End).Period || period == Month.Of(key.End).Period || period.Days == 1 => Format(EntryTexts.PeriodNamed, period, Span(period)),
        { } period => Span(period),
    };

    public static string Format(string text, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, text, arguments);

    private static string Span(Period period) => period.Days == 1 ? Day(period.Start) : $"{Day(period.Start)} – {Day(period.End)}";

    private static string Count(Rational value) => Quantity.Exact(value).ToString(0, CultureInfo.CurrentCulture);
}
