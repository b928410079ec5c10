using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Facts;

/// <summary>Writes facts of every kind for a reader: their kinds, fields and cells.</summary>
internal static class FactText
{
    /// <summary>The kinds in the order of the page.</summary>
    public static IReadOnlyList<FileKind> Kinds { get; } = [.. FactRecord.Kinds.Order()];

    /// <summary>The word for a kind in addresses.</summary>
    public static string KeyOf(FileKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind that an address names; vehicles without one.</summary>
    public static FileKind KindOf(string? key) => Kinds.FirstOrDefault(k => KeyOf(k) == key, FileKind.Vehicles);

    /// <summary>Names a kind.</summary>
    public static string Display(FileKind kind) => Find("Kind_" + kind) ?? kind.ToString();

    /// <summary>Names one of a kind.</summary>
    public static string DisplayOne(FileKind kind) => Find("One_" + kind) ?? kind.ToString();

    /// <summary>Says what a kind is.</summary>
    public static string About(FileKind kind) => Find("About_" + kind) ?? "";

    /// <summary>Names a field by the name of its column.</summary>
    public static string NameOf(string field) => Find("Field_" + field) ?? field;

    /// <summary>Says what is typed into a field; null where its name says it.</summary>
    public static string? HelpOf(string field) => Find("Help_" + field);

    /// <summary>Writes a word that a field may hold.</summary>
    public static string Choice(string field, string word) =>
        field switch
        {
            "grade" when WireNames.Grade(word) is { } grade => grade.Display(),
            "law" when WireNames.Law(word) is { } law => law.Display(),
            "qualifier" when Quantity.QualifierNamed(word) is { } qualifier => qualifier.Display(),
            "measure" when WireNames.Measure(word) is { } measure => measure.Display(),
            _ => Find("Choice_" + field + "_" + word) ?? word,
        };

    /// <summary>Writes a cell.</summary>
    public static string Cell(FactField field, string text, FactNames names) =>
        text.Length == 0 ? ""
        : field.Offers is { } referent ? names.Of(referent, text)
        : field.Kind switch
        {
            FieldKind.Day => DayText.Read(text)?.Display() ?? text,
            FieldKind.Choice => Choice(field.Name, text),
            FieldKind.YesNo => text == "true" ? FactTexts.Yes : "",
            FieldKind.Count or FieldKind.Number when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) =>
                number.ToString("#,0.############", CultureInfo.CurrentCulture),
            _ when field.Name == "basis" => DisplayExtensions.DisplayBasis(text),
            _ => text,
        };

    /// <summary>What a fact is called, in the reader's language where it is recorded in it.</summary>
    public static string NameOf(FileKind kind, FactEntry entry, FactNames names)
    {
        string Of(string cell) => entry.Cells[cell];
        string Own(string cell) => DisplayExtensions.IsChinese && Of(cell + "_zh") is { Length: > 0 } chinese ? chinese : Of(cell);
        string Named(string field) => Cell(FactRecord.FieldsOf(kind).First(f => f.Name == field), Of(field), names);
        return kind switch
        {
            FileKind.Vehicles or FileKind.Cities => Own("name"),
            FileKind.Sources => Of("title"),
            FileKind.Milestones => $"{Named("vehicle")}, {Named("date")}: {Own("event")}",
            FileKind.Claims => Own("statement"),
            FileKind.Laws => $"{Named("vehicle")}: {Named("law")}",
            FileKind.Waits => $"{Named("vehicle")} {Of("trim")}, {Named("stated_on")}",
            // Its series; of another kind what comes first in its file.
            _ => string.Join(", ", FactRecord.FieldsOf(kind).Take(4).Select(f => Named(f.Name)).Where(n => n.Length > 0)),
        };
    }

    /// <summary>Says how many figures of which vehicles, and what else, rest on a fact.</summary>
    public static IEnumerable<string> Resting(Resting resting, FactNames names)
    {
        if (resting.Figures.Count > 0)
        {
            var vehicles = resting.Figures.GroupBy(f => f.Series.Vehicle)
                .Select(v => FactTexts.RestsOnVehicle.With(v.Sum(f => f.Figures), names.Of(Referent.Vehicle, v.Key)));
            yield return FactTexts.RestsOn.With(resting.Count, string.Join(FactTexts.ListSeparator, vehicles));
        }
        if (resting.Facts.Count > 0)
        {
            var kinds = resting.Facts.GroupBy(f => f.Kind).Select(k => FactTexts.RestsFactsOfKind.With(Display(k.Key), k.Count()));
            yield return FactTexts.RestsFacts.With(resting.Facts.Count, string.Join(FactTexts.ListSeparator, kinds));
        }
        if (resting.IsNothing)
        {
            yield return FactTexts.RestsNothing;
        }
    }

    private static string? Find(string key) => FactTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
