using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The types of cells that kinds of facts consist of.</summary>
internal static class Cells
{
    public static readonly Cell<string> Key = Word(Rules.Key, Series.MaxKeyLength);
    public static readonly Cell<string> OptionalKey = Word(
        (field, text) => text.Length == 0 ? null : Rules.Key(field, text),
        Series.MaxKeyLength);
    public static readonly Cell<string> Source = Word(Rules.From, Series.MaxKeyLength);
    public static readonly Cell<string> Address = Word(Rules.Address, Domain.Source.MaxUrlLength);
    public static readonly Cell<string> Line = Text((field, text) => Rules.Line(field, text), Vehicle.MaxTextLength);
    public static readonly Cell<string> RequiredLine = Text(
        (field, text) => Rules.Line(field, text, required: true),
        Vehicle.MaxTextLength);
    public static readonly Cell<string> Note = Text(Rules.Note, Figure.MaxNoteLength);
    public static readonly Cell<DateOnly> Day = new((file, name) => file.Day(name), Rules.Iso, (field, day) => Rules.Day(field, day));
    public static readonly Cell<DateOnly?> OptionalDay = new((file, name) => file.OptionalDay(name), Write, Rules.Day);
    public static readonly Cell<long?> Count = new((file, name) => file.Count(name), Write, (_, _) => null);
    public static readonly Cell<decimal?> Number = new((file, name) => file.Number(name), Write, (_, _) => null);
    public static readonly Cell<bool> YesNo = new((file, name) => file.YesNo(name), value => value ? "true" : "false", (_, _) => null);

    public static readonly Cell<Grade> Grade = Named(WireNames.Of, WireNames.Grade, "UnknownGrade", 1);
    public static readonly Cell<DatePrecision> Precision = Named(WireNames.Of, WireNames.Precision, "UnknownPrecision");
    public static readonly Cell<Relation> Relation = Named(WireNames.Of, WireNames.Relation, "UnknownRelation");
    public static readonly Cell<Law> Law = Named(WireNames.Of, WireNames.Law, "UnknownLaw", 32);
    public static readonly Cell<WaitUnit> WaitUnit = Named(WireNames.Of, WireNames.WaitUnit, "UnknownWaitUnit");
    public static readonly Cell<Qualifier> Qualifier = Named(Quantity.NameOf, Quantity.QualifierNamed, "UnknownQualifier");

    /// <summary>Writes a day; nothing when there is none.</summary>
    public static string Write(DateOnly? day) => day is { } known ? Rules.Iso(known) : "";

    /// <summary>Writes a whole number; nothing when there is none.</summary>
    public static string Write(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Writes a number without zeros at its end, as SQLite returns 10000 as 10000.0; nothing when there is none.</summary>
    public static string Write(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static Cell<string> Word(Func<string, string, Problem?> check, int length) =>
        new((file, name) => file.Word(name), text => text, check, property => property.HasMaxLength(length));

    private static Cell<string> Text(Func<string, string, Problem?> check, int length) =>
        new((file, name) => file.Text(name), text => text, check, property => property.HasMaxLength(length));

    private static Cell<T> Named<T>(Func<T, string> nameOf, Func<string, T?> find, string otherwise, int length = 16)
        where T : struct, Enum =>
        new(
            (file, name) => file.Named(name, find, otherwise),
            nameOf,
            (_, _) => null,
            property =>
                property
                    .HasConversion(new ValueConverter<T, string>(value => nameOf(value), name => find(name)!.Value))
                    .HasMaxLength(length));
}
