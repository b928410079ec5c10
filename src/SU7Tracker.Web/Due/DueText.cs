using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Due;

/// <summary>Writes what is due for a reader.</summary>
internal static class DueText
{
    /// <summary>Writes what is wanting.</summary>
    public static string Display(this Wanting wanting) =>
        DueTexts.ResourceManager.GetString("Wanting_" + wanting, CultureInfo.CurrentUICulture)!;

    /// <summary>The address where a figure is entered.</summary>
    public static string EntryLink(this DueFigure due)
    {
        var series = due.Rhythm.Series;
        var days = due.Rhythm.Every == Every.Week ? $"&week={Week.Of(due.Period.Start)}" : "";
        return $"/entry?vehicle={series.Vehicle}&measure={WireNames.Of(series.Measure)}&basis={series.Basis}"
            + (series.City.Length == 0 ? "" : $"&city={series.City}") + days;
    }
}
