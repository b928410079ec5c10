using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Dashboard;

/// <summary>What an analyst has chosen to see of a vehicle. It lives in the address and nowhere else; the page and its charts read it alike.</summary>
public sealed record DashboardView
{
    /// <summary>The day as of which everything stands; null for all that is known.</summary>
    public DateOnly? AsOf { get; init; }
    public MonthBasis Month { get; init; } = MonthBasis.FourWeeks;
    /// <summary>Of the chart of weeks or months; null for the first that the record speaks of for a week or more.</summary>
    public Measure? Measure { get; init; }
    /// <summary>Null for the basis that the measure means without more, or the first on record.</summary>
    public string? Basis { get; init; }
    public bool PerMonth { get; init; }
    /// <summary>The first day that charts and tables show; null for all.</summary>
    public DateOnly? From { get; init; }
    /// <summary>The last day that charts and tables show; null for all.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Whether tables stand in place of the charts.</summary>
    public bool Table { get; init; }
    /// <summary>The chart beneath which its numbers stand as a table, too.</summary>
    public string? Beside { get; init; }

    /// <summary>Reads a view from the values of an address; what cannot be read is as if it were not there.</summary>
    public static DashboardView Read(Func<string, string?> value) => new()
    {
        AsOf = Day(value("asOf")),
        Month = MonthBasis.Find(value("month")) ?? MonthBasis.FourWeeks,
        Measure = Enum.TryParse<Measure>(value("measure"), ignoreCase: true, out var measure) && Enum.IsDefined(measure) ? measure : null,
        Basis = value("basis") is { Length: > 0 } basis && Series.IsKey(basis) ? basis : null,
        PerMonth = value("per") == "month",
        From = Day(value("from")),
        To = Day(value("to")),
        Table = value("view") == "table",
        Beside = value("beside"),
    };

    /// <summary>The view as the values of an address; null for what is as it is without more.</summary>
    public IReadOnlyDictionary<string, object?> Query => new Dictionary<string, object?>
    {
        ["asOf"] = Text(AsOf),
        ["month"] = Month == MonthBasis.FourWeeks ? null : Month.Key,
        ["measure"] = Measure is { } measure ? NameOf(measure) : null,
        ["basis"] = Basis,
        ["per"] = PerMonth ? "month" : null,
        ["from"] = Text(From),
        ["to"] = Text(To),
        ["view"] = Table ? "table" : null,
        ["beside"] = Beside,
    };

    /// <summary>The vehicle as the view shows it: as of the day chosen, else today.</summary>
    public Snapshot Of(VehicleHistory history, TimeProvider clock) => history.AsOf(AsOf ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    public bool Shows(Period period) => (From is not { } from || period.End >= from) && (To is not { } to || period.Start <= to);

    /// <summary>The series of the chart of weeks or months: the one chosen, else the usual basis of the measure, else the first on record.</summary>
    public Series SeriesOf(Snapshot snapshot)
    {
        if (Measure is not { } measure)
        {
            return Basis is not null ? snapshot.Of(Domain.Measure.Production, Basis)
                : Enum.GetValues<Measure>().Select(m => Usual(snapshot, m)).FirstOrDefault(s => snapshot.Curve(s) is { } curve && curve.Last >= curve.First.AddDays(6))
                ?? Usual(snapshot, Domain.Measure.Production);
        }
        return Basis is null ? Usual(snapshot, measure) : snapshot.Of(measure, Basis);
    }

    private static Series Usual(Snapshot snapshot, Measure measure)
    {
        var usual = snapshot.Of(measure, Series.UsualBasis(measure));
        return snapshot.Series.Contains(usual) ? usual : Countable(snapshot).FirstOrDefault(s => s.Measure == measure) ?? usual;
    }

    /// <summary>The series whose counts add up day by day, over all cities.</summary>
    public static IEnumerable<Series> Countable(Snapshot snapshot) => snapshot.Series.Where(s => !s.IsPlan && s.City.Length == 0);

    /// <summary>The name of a measure in addresses.</summary>
    public static string NameOf(Measure measure) => Data.WireNames.Of(measure);

    /// <summary>A day as addresses write it.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a day as addresses write it; null for what is none.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Period.Earliest && day <= Period.Latest ? day : null;
}
