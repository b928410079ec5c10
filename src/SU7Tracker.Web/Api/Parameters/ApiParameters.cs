using System.Globalization;
using Microsoft.OpenApi;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>The parameters that several addresses share.</summary>
internal static class ApiParameters
{
    public static readonly Parameter<string> Slug = Text("slug", () => ApiTexts.AboutSlug) with { In = ParameterLocation.Path };

    /// <summary>The version that an address is pinned to; null for the live one.</summary>
    public static readonly Parameter<long?> Version = Whole("version", () => ApiTexts.AboutVersion, 1, long.MaxValue);

    /// <summary>The day of the record; today unless given. A pinned answer must name it, so that it does not depend on today.</summary>
    public static readonly Parameter<DateOnly?> AsOf = Day("asOf", () => ApiTexts.AboutAsOf) with
    {
        Otherwise = query =>
        {
            if (query.Get(Version) is not null)
            {
                query.Refuse("asOf", ApiTexts.PinnedNeedsAsOf);
            }
            return query.Today;
        },
    };

    /// <summary>The worst grade of sources whose figures count; all of them unless given.</summary>
    public static readonly Parameter<Grade> Grade = Choice(
        "grade", () => ApiTexts.AboutGrade, Enum.GetValues<Grade>(), NameOf, StringComparison.OrdinalIgnoreCase) with
    {
        Otherwise = _ => Domain.Grade.D,
    };

    /// <summary>Whether laws between series bound the numbers, too; they do unless said otherwise.</summary>
    public static readonly Parameter<bool> Laws = Flag("laws", () => ApiTexts.AboutLaws) with { Otherwise = _ => true };

    public static readonly Parameter<Measure?> Measure = Choice<Measure?>(
        "measure", () => ApiTexts.AboutMeasure, [.. Enum.GetValues<Measure>().Cast<Measure?>()], m => WireNames.Of(m!.Value));

    public static readonly Parameter<string?> Basis = Key("basis", () => ApiTexts.AboutBasis);
    public static readonly Parameter<string?> City = Key("city", () => ApiTexts.AboutCity);

    /// <summary>The measure of the one series that is asked for.</summary>
    public static readonly Parameter<Measure?> SeriesMeasure = Measure with { Otherwise = _ => Domain.Measure.Production };

    /// <summary>The basis of the one series that is asked for: the usual one of its measure unless given.</summary>
    public static readonly Parameter<string?> SeriesBasis = Basis with
    {
        Otherwise = query => Series.UsualBasis(query.Get(SeriesMeasure) ?? default),
    };

    public static readonly Parameter<DateOnly?> From = Day("from", () => ApiTexts.AboutFrom);

    public static readonly Parameter<DateOnly?> To = Day("to", () => ApiTexts.AboutTo) with { Check = Crossed };

    /// <summary>The token of a caller that can send no header.</summary>
    public static readonly Parameter<string> Token = Text("token", () => ApiTexts.AboutToken);

    /// <summary>Whether nothing is to be recorded.</summary>
    public static readonly Parameter<bool> DryRun = Flag("dryRun", () => ApiTexts.AboutDryRun);

    /// <summary>A grade as addresses write it.</summary>
    public static string NameOf(Grade grade) => WireNames.Of(grade).ToLowerInvariant();

    /// <summary>The vehicle as a request asks to see it, its figures reconciled.</summary>
    public static Snapshot Of(this ApiQuery query, VehicleHistory history, CancellationToken cancel) =>
        history.AsOf(query.Get(AsOf)!.Value, query.Get(Grade)).Derive(cancel);

    /// <summary>The one series that a request asks for.</summary>
    public static Series SeriesOf(this ApiQuery query, Snapshot snapshot) =>
        snapshot.Of(query.Get(SeriesMeasure)!.Value, query.Get(SeriesBasis)!, query.Get(City) ?? "");

    /// <summary>What is wrong with a last day that comes before the first.</summary>
    public static string? Crossed(ApiQuery query, DateOnly? to) =>
        query.Get(From) is { } from && from > to ? new Problem("to", "PeriodCrossed", from, to).Text(CultureInfo.InvariantCulture) : null;

    /// <summary>Any text.</summary>
    public static Parameter<string> Text(string name, Func<string> about) => new(name, about, text => new(text), text => text);

    /// <summary>A slug or another word of the record.</summary>
    public static Parameter<string?> Key(string name, Func<string> about) => new(
        name, about,
        text => Series.IsKey(text) ? new(text)
            : Wrong<string?>(new Problem(name, "NotAKey", ApiProblem.Shown(text), Series.MaxKeyLength)),
        key => key);

    /// <summary>A day, as <c>2024-04-18</c>.</summary>
    public static Parameter<DateOnly?> Day(string name, Func<string> about) =>
        new(name, about, text => ReadDay(name, text), Iso) { Format = "date" };

    /// <summary>One of some words.</summary>
    public static Parameter<T> Choice<T>(
        string name, Func<string> about, IReadOnlyList<T> values, Func<T, string> word,
        StringComparison comparison = StringComparison.Ordinal) => new(
        name, about,
        text => values.Where(v => word(v).Equals(text, comparison)).Select(v => new Parsed<T>(v)).FirstOrDefault(
            Parsed<T>.Failed(ApiProblem.Format(ApiTexts.NotAChoice, ApiProblem.Shown(text), string.Join(", ", values.Select(word))))),
        word) { Choices = [.. values.Select(word)] };

    /// <summary><c>true</c> or <c>false</c>; false unless given.</summary>
    public static Parameter<bool> Flag(string name, Func<string> about) => new(
        name, about,
        text => text switch
        {
            "true" or "1" => new(true),
            "false" or "0" => new(false),
            _ => Parsed<bool>.Failed(ApiProblem.Format(ApiTexts.NotAChoice, ApiProblem.Shown(text), "true, false")),
        },
        flag => flag ? "true" : "false") { Choices = ["true", "false"] };

    /// <summary>A whole number within two bounds.</summary>
    public static Parameter<long?> Whole(string name, Func<string> about, long least, long most) => new(
        name, about,
        text => WireNames.Whole(text) is { } value && value >= least && value <= most ? new(value)
            : Parsed<long?>.Failed(ApiProblem.Format(ApiTexts.NotInRange, ApiProblem.Shown(text), least, most)),
        number => number?.ToString(CultureInfo.InvariantCulture));

    private static Parsed<DateOnly?> ReadDay(string name, string text) =>
        !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Wrong<DateOnly?>(new Problem(name, "NotADate", ApiProblem.Shown(text)))
        : day < Period.Earliest || day > Period.Latest
            ? Wrong<DateOnly?>(new Problem(name, "DayOutOfRange", day, Period.Earliest, Period.Latest))
        : new(day);

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static Parsed<T> Wrong<T>(Problem problem) => Parsed<T>.Failed(problem.Text(CultureInfo.InvariantCulture));
}
