using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The words that files, the API and the database use for the values of the Domain.</summary>
public static class WireNames
{
    /// <summary>The word for a measure.</summary>
    public static string Of(Measure measure) => Measures[(int)measure];
    /// <summary>The word for a reading.</summary>
    public static string Of(Reading reading) => Readings[(int)reading];
    /// <summary>The word for a precision.</summary>
    public static string Of(DatePrecision precision) => Precisions[(int)precision];
    /// <summary>The word for a relation.</summary>
    public static string Of(Relation relation) => Relations[(int)relation];
    /// <summary>The letter of a grade.</summary>
    public static string Of(Grade grade) => Grades[(int)grade];

    /// <summary>The measure that a word names; null when there is none.</summary>
    public static Measure? Measure(string? word) => (Measure?)Find(Measures, word);
    /// <summary>The reading that a word names; null when there is none.</summary>
    public static Reading? Reading(string? word) => (Reading?)Find(Readings, word);
    /// <summary>The precision that a word names; null when there is none.</summary>
    public static DatePrecision? Precision(string? word) => (DatePrecision?)Find(Precisions, word);
    /// <summary>The relation that a word names; null when there is none.</summary>
    public static Relation? Relation(string? word) => (Relation?)Find(Relations, word);
    /// <summary>The grade that a letter names; null when there is none.</summary>
    public static Grade? Grade(string? word) => (Grade?)Find(Grades, word);

    /// <summary>The whole number that a text writes in digits, below zero with a sign; null when it writes none, or one beyond 64 bits.</summary>
    public static long? Whole(string text) =>
        // .NET reads a number past NULs that follow it.
        !text.Contains('\0', StringComparison.Ordinal) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && text[0] != '+' && (text[0] != '-' || number != 0) ? number : null;

    private static readonly string[] Measures = ["production", "orders", "deliveries", "registrations"];
    private static readonly string[] Readings = ["in_period", "cumulative"];
    private static readonly string[] Precisions = ["day", "month", "year"];
    private static readonly string[] Relations = ["nearly", "between", "at_least", "at_most", "about", "exact"];
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    private static int? Find(string[] words, string? word) => Array.IndexOf(words, word) is var found and >= 0 ? found : null;
}
