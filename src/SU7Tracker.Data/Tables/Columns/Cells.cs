using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The types of cells that kinds of facts consist of.</summary>
internal static class Cells
{
    public static readonly Cell<string> Key = Word(Rules.Key, Series.MaxKeyLength) with { IsRequired = true };
    public static readonly Cell<string> OptionalKey = Word(
        (field, text) => text.Length == 0 ? null : Rules.Key(field, text),
        Series.MaxKeyLength);
    public static readonly Cell<string> Source = Word(Rules.From, Series.MaxKeyLength) with { IsRequired = true };
    public static readonly Cell<string> Address = Word(Rules.Address, Domain.Source.MaxUrlLength) with { Kind = FieldKind.Address };
    public static readonly Cell<string> Line = Text((field, text) => Rules.Line(field, text), Vehicle.MaxTextLength);
    public static readonly Cell<string> RequiredLine = Text(
        (field, text) => Rules.Line(field, text, required: true),
        Vehicle.MaxTextLength) with
    {
        IsRequired = true,
    };
    public static readonly Cell<string> Note = Text(Rules.Note, Figure.MaxNoteLength) with { Kind = FieldKind.Note };
    public static readonly Cell<DateOnly> Day = new((row, name) => row.Day(name), Rules.Iso, (field, day) => Rules.Day(field, day))
    {
        Kind = FieldKind.Day,
        IsRequired = true,
    };
    public static readonly Cell<DateOnly?> OptionalDay = new((row, name) => row.OptionalDay(name), Write, Rules.Day)
    {
        Kind = FieldKind.Day,
    };
    public static readonly Cell<long?> Count = new((row, name) => row.Count(name), Write, (_, _) => null) { Kind = FieldKind.Count };
    public static readonly Cell<decimal?> Number = new((row, name) => row.Number(name), Write, (_, _) => null)
    {
        Kind = FieldKind.Number,
    };
    public static readonly Cell<bool> YesNo = new((row, name) => row.YesNo(name), value => value ? "true" : "false", (_, _) => null)
    {
        Kind = FieldKind.YesNo,
    };

    public static readonly Cell<Grade> Grade = Named(WireNames.Of, WireNames.Grade, "UnknownGrade", 1);
    public static readonly Cell<DatePrecision> Precision = Named(WireNames.Of, WireNames.Precision, "UnknownPrecision");
    public static readonly Cell<Relation> Relation = Named(WireNames.Of, WireNames.Relation, "UnknownRelation");
    public static readonly Cell<Law> Law = Named(WireNames.Of, WireNames.Law, "UnknownLaw", 32);
    public static readonly Cell<WaitUnit> WaitUnit = Named(WireNames.Of, WireNames.WaitUnit, "UnknownWaitUnit");
    public static readonly Cell<Qualifier> Qualifier = Named(Quantity.NameOf, Quantity.QualifierNamed, "UnknownQualifier");
    public static readonly Cell<Measure> Measure = Named(WireNames.Of, WireNames.Measure, "UnknownMeasure");
    public static readonly Cell<Every> Every = Named(WireNames.Of, WireNames.Every, "UnknownRhythm");

    /// <summary>A whole number from one to another.</summary>
    public static Cell<int> Whole(int least, int most) =>
        new(
            (row, name) =>
                row.Count(name) is not { } number ? row.Wrong<int>(new(name, "Missing"))
                : number >= least && number <= most ? (int)number
                : row.Wrong<int>(new(name, "NumberOutOfRange", number, least, most)),
            value => Write((long?)value),
            (_, _) => null)
        {
            Kind = FieldKind.Count,
            IsRequired = true,
        };

    /// <summary>Writes a day; nothing when there is none.</summary>
    public static string Write(DateOnly? day) => day is { } known ? Rules.Iso(known) : "";

    /// <summary>Writes a whole number; nothing when there is none.</summary>
    public static string Write(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Writes a number without zeros at its end, as SQLite returns 10000 as 10000.0; nothing when there is none.</summary>
    public static string Write(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static Cell<string> Word(Func<string, string, Problem?> check, int length) =>
        new((row, name) => row.Word(name), text => text, check, property => property.HasMaxLength(length));

    private static Cell<string> Text(Func<string, string, Problem?> check, int length) =>
        new((row, name) => row.Text(name), text => text, check, property => property.HasMaxLength(length));

    private static Cell<T> Named<T>(Func<T, string> nameOf, Func<string, T?> find, string otherwise, int length = 16)
        where T : struct, Enum =>
        new(
            (row, name) => row.Named(name, find, otherwise),
            nameOf,
            (_, _) => null,
            property => property.HasConversion(Converter(nameOf, find)).HasMaxLength(length))
        {
            Kind = FieldKind.Choice,
            IsRequired = true,
            Choices = [.. Enum.GetValues<T>().Select(nameOf)],
        };

    // Written as calls of the methods, not of delegates, so that the compiled model can repeat them.
    private static ValueConverter<T, string> Converter<T>(Func<T, string> nameOf, Func<string, T?> find) where T : struct, Enum
    {
        var (value, name) = (Expression.Parameter(typeof(T), "value"), Expression.Parameter(typeof(string), "name"));
        return new(
            Expression.Lambda<Func<T, string>>(Expression.Call(nameOf.Method, value), value),
            Expression.Lambda<Func<string, T>>(Expression.Property(Expression.Call(find.Method, name), nameof(Nullable<int>.Value)), name));
    }
}
