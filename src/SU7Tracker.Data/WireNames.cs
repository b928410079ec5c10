using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The names that files, the API and the database use for the values of the Domain.</summary>
public static class WireNames
{
    /// <summary>The name of a measure.</summary>
    public static string Of(Measure measure) => Measures[(int)measure];
    /// <summary>The name of a reading.</summary>
    public static string Of(Reading reading) => Readings[(int)reading];
    /// <summary>The name of a precision.</summary>
    public static string Of(DatePrecision precision) => Precisions[(int)precision];
    /// <summary>The name of a relation.</summary>
    public static string Of(Relation relation) => Relations[(int)relation];
    /// <summary>The letter of a grade.</summary>
    public static string Of(Grade grade) => Grades[(int)grade];

    /// <summary>The name of a law.</summary>
    public static string Of(Law law) => Laws[(int)law];
    /// <summary>The name of a unit of quoted waits.</summary>
    public static string Of(WaitUnit unit) => WaitUnits[(int)unit];

    /// <summary>The name of the periods of a rhythm.</summary>
    public static string Of(Every every) => Periods[(int)every];

    /// <summary>The measure with a name; null when there is none.</summary>
    public static Measure? Measure(string? word) => (Measure?)Find(Measures, word);
    /// <summary>The reading with a name; null when there is none.</summary>
    public static Reading? Reading(string? word) => (Reading?)Find(Readings, word);
    /// <summary>The precision with a name; null when there is none.</summary>
    public static DatePrecision? Precision(string? word) => (DatePrecision?)Find(Precisions, word);
    /// <summary>The relation with a name; null when there is none.</summary>
    public static Relation? Relation(string? word) => (Relation?)Find(Relations, word);
    /// <summary>The grade with a letter; null when there is none.</summary>
    public static Grade? Grade(string? word) => (Grade?)Find(Grades, word);

    /// <summary>The law with a name; null when there is none.</summary>
    public static Law? Law(string? word) => (Law?)Find(Laws, word);
    /// <summary>The unit of quoted waits with a name; null when there is none.</summary>
    public static WaitUnit? WaitUnit(string? word) => (WaitUnit?)Find(WaitUnits, word);
    /// <summary>The periods of a rhythm with a name; null when there are none.</summary>
    public static Every? Every(string? word) => (Every?)Find(Periods, word);

    /// <summary>
    /// The whole number that a text writes in digits, below zero with a sign; null when it writes none, or one beyond 64 bits.
    /// </summary>
    public static long? Whole(string text) =>
        // .NET reads a number past NULs that follow it.
        !text.Contains('\0', StringComparison.Ordinal)
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && text[0] != '+'
        && (text[0] != '-' || number != 0)
            ? number
            : null;

    private static readonly string[] Measures = ["production", "orders", "deliveries", "registrations"];
    private static readonly string[] Readings = ["in_period", "cumulative"];
    private static readonly string[] Precisions = ["day", "month", "year"];
    private static readonly string[] Relations = ["nearly", "between", "at_least", "at_most", "about", "exact"];
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    private static readonly string[] Laws =
        ["first-delivery", "parent-equals-part", "built-delivered", "locked-delivered", "parent-part", "city-total", "open-orders"];
    private static readonly string[] WaitUnits = ["weeks", "months"];
    private static readonly string[] Periods = ["week", "month"];

    private static int? Find(string[] words, string? word) => Array.IndexOf(words, word) is var found and >= 0 ? found : null;
}
