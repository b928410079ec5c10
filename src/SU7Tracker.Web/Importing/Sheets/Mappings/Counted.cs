using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>What the counts of a column are counts of.</summary>
public sealed record Counted(Measure Measure, string Basis, Reading Reading)
{
    /// <summary>All that are usual.</summary>
    public static IReadOnlyList<Counted> Usual { get; } =
    [
        .. from kind in new (Measure Measure, string Basis)[]
            {
                (Measure.Production, Series.Built),
                (Measure.Orders, Series.Locked),
                (Measure.Orders, "refundable"),
                (Measure.Orders, Series.Open),
                (Measure.Deliveries, Series.Delivered),
                (Measure.Deliveries, Series.Retail),
                (Measure.Registrations, Series.Insured),
                (Measure.Production, Series.Target),
                (Measure.Deliveries, Series.Target),
            }
        from reading in new[] { Reading.InPeriod, Reading.Cumulative }
        where kind.Basis != Series.Open || reading == Reading.Cumulative
        select new Counted(kind.Measure, kind.Basis, reading),
    ];

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static Counted? Parse(string text) =>
        text.Split(':') is [var series, var reading] && series.Split('.') is [var measure, var basis] && Series.IsKey(basis)
        && WireNames.Measure(measure) is { } m && WireNames.Reading(reading) is { } r
            ? new(m, basis, r)
            : null;

    /// <summary>Writes it as <c>deliveries.delivered:cumulative</c>.</summary>
    public override string ToString() => $"{WireNames.Of(Measure)}.{Basis}:{WireNames.Of(Reading)}";
}
