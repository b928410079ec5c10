using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Facts;

/// <summary>Derives what a source's grade changes; nothing of it is stored.</summary>
internal sealed class GradeEffect(Histories histories, Derivations derivations)
{
    /// <summary>The headline numbers of some vehicles that would read differently if a source were as given.</summary>
    public async Task<IReadOnlyList<GradeChange>> OfAsync(
        Source source,
        IEnumerable<string> vehicles,
        DateOnly today,
        CancellationToken cancel)
    {
        var (changes, culture) = (new List<GradeChange>(), CultureInfo.CurrentUICulture);
        foreach (var slug in vehicles)
        {
            if (await histories.FindAsync(slug, cancel) is not { } history)
            {
                continue;
            }
            changes.AddRange(
                await derivations.RunAsync(
                    history.Family,
                    (source, slug, history.Version, today, culture.Name),
                    _ => Between(history.AsOf(today), history.Family.With(source).Find(slug)!.AsOf(today), culture),
                    cancel));
        }
        return changes;
    }

    private static List<GradeChange> Between(Snapshot before, Snapshot after, CultureInfo culture) =>
    [
        .. new Metrics(before, MonthBasis.FourWeeks).All
            .Zip(new Metrics(after, MonthBasis.FourWeeks).All)
            .Select(m => new GradeChange(before.Vehicle, m.First, Read(m.First, culture), Read(m.Second, culture)))
            .Where(c => c.Before != c.After),
    ];

    private static string Read(Metric metric, CultureInfo culture) => metric.Text(culture) is { } text
        ? $"{text} {metric.Unit.Display()}"
        : FactTexts.ResourceManager.GetString(nameof(FactTexts.NotKnown), culture)!;
}
