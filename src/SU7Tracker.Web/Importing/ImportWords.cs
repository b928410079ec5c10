using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>Writes what an import says, in the language of the reader.</summary>
internal static class ImportWords
{
    /// <summary>Writes what a column is used for.</summary>
    public static string Display(this ColumnUse use) => use.Counted?.Display() ?? Text("Field_", use.Field.ToString());

    /// <summary>Writes what is counted, and whether in its days or to date.</summary>
    public static string Display(this Counted counted)
    {
        var name = DisplayTexts.SeriesName.With(counted.Measure.Display(), DisplayExtensions.DisplayBasis(counted.Basis));
        return counted.Reading == Reading.Cumulative ? ImportTexts.ToDate.With(name) : name;
    }

    /// <summary>Writes a layout.</summary>
    public static string Display(this SheetLayout layout) => Text("Layout_", layout.ToString());

    /// <summary>Writes a result.</summary>
    public static string Display(this ImportResult result) => Text("Result_", result.ToString());

    /// <summary>Writes the name of an import.</summary>
    public static string DisplayName(this ImportJob job) => job.Name.Length == 0 ? ImportTexts.Pasted : job.Name;

    /// <summary>Writes a number of figures, or of rows of a file of another kind.</summary>
    public static string Things(this ImportJob job, int number) =>
        (job.Kind is null or FileKind.Figures ? number == 1 ? ImportTexts.OneFigure : ImportTexts.Figures
            : number == 1 ? ImportTexts.OneRow : ImportTexts.Rows).With(number);

    /// <summary>Writes what an import has come to.</summary>
    public static string Title(this ImportJob? job) => job switch
    {
        null => ImportTexts.Title,
        { Phase: ImportPhase.Kept } => ImportTexts.KeptTitle.With(job.ChangedAt.DisplayTime()),
        { Phase: ImportPhase.Saved, Outcome: { } saved } => ImportTexts.SavedTitle.With(job.Things(saved.New + saved.Revised)),
        { Phase: ImportPhase.Failed } => ImportTexts.FailedTitle.With(job.DisplayName()),
        { Phase: ImportPhase.Cancelled } => ImportTexts.CancelledTitle.With(job.DisplayName()),
        { Run: { } run } when run.Items.Count == 0 => ImportTexts.NoFigures,
        { Run: { } run } when run[ImportResult.Rejected] > 0 =>
            ImportTexts.SomeRejected.With(job.Things(run.Savable), run[ImportResult.Rejected], run.Items.Count),
        { Run: { Savable: 0 } run } => ImportTexts.NothingNew.With(job.Things(run[ImportResult.Unchanged])),
        { Run: { } run } => ImportTexts.AllSavable.With(job.Things(run.Savable)),
        _ => ImportTexts.ReadingTitle.With(job.DisplayName()),
    };

    /// <summary>Writes what was counted, and when; for a row of another kind, how it begins.</summary>
    public static string Subject(this ImportJob job, ImportItem item) => item.Key is { } key
        ? ImportTexts.FigureOf.With(key.Series.Display(), key.DisplayNamed())
        : string.Join(" · ", job.Sheet!.Rows[item.Row].Cells.Where(c => c.Length > 0).Take(3));

    /// <summary>The cell that an item is about, as it is typed now.</summary>
    public static string Typed(this ImportJob job, ImportItem item) =>
        item.ShownColumn >= 0 ? job.Sheet!.Rows[item.Row].Cell(item.ShownColumn) : "";

    /// <summary>Writes how long what an import is doing will take yet; empty while that cannot be told.</summary>
    public static string TimeLeft(this ImportJob job) =>
        job.Left is not { } left ? ""
        : left < TimeSpan.FromMinutes(2) ? ImportTexts.SecondsLeft.With(Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)))
        : ImportTexts.MinutesLeft.With((int)Math.Ceiling(left.TotalMinutes));

    private static string Text(string kind, string value) =>
        ImportTexts.ResourceManager.GetString(kind + value, CultureInfo.CurrentUICulture)!;
}
