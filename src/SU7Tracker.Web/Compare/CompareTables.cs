using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.TakeAway;

namespace SU7Tracker.Web.Compare;

/// <summary>The tables of a comparison as they are taken away.</summary>
internal static class CompareTables
{
    public const string Times = "times", Makers = "makers";

    /// <summary>The vehicles that have a day 1 and a count.</summary>
    public static IReadOnlyList<ComparedVehicle> Timed(Comparison comparison) =>
        [.. comparison.Vehicles.Where(v => v is { Start: not null, Curve: not null })];

    /// <summary>The numbers of cars that are compared: of those after the n-th where that is day 1.</summary>
    public static IEnumerable<long> Numbers(Comparison comparison) =>
        Comparison.Numbers.Where(n => comparison.Alignment != Alignment.NthCar || n > comparison.Nth);

    /// <summary>The rank of a maker, or the ranks between which it lies.</summary>
    public static string RankOf(Contender contender) =>
        contender.BestRank == contender.WorstRank ? contender.BestRank.Display() : $"{contender.BestRank}–{contender.WorstRank}";

    /// <summary>The name of a maker, or of the vehicle where each stands for itself.</summary>
    public static string NameOf(Contender contender) => contender.Name.Length > 0 ? contender.Name : contender.Vehicles[0].DisplayName();

    /// <summary>How long the first cars took.</summary>
    public static async ValueTask<TableData> OfTimesAsync(TableContext context)
    {
        var found = new List<Snapshot>();
        foreach (var slug in CompareChoice.Slugs(context.View, context.Snapshot.Vehicle.Slug))
        {
            if (await context.Find(slug) is { } snapshot)
            {
                found.Add(snapshot);
            }
        }
        var choice = CompareChoice.Of(found, context.View);
        var comparison =
            choice.Alignment == Alignment.Calendar
                ? new(found, choice.Measure, choice.Basis, Alignment.FirstDelivery, 1)
                : choice.Comparison;
        var (sources, laws, rows) = (new Dictionary<string, Source>(), new SortedSet<Law>(), new List<IReadOnlyList<object?>>());
        foreach (var number in Numbers(comparison))
        {
            foreach (var vehicle in Timed(comparison))
            {
                var arrival = Comparison.ArrivalOf(vehicle, number)!;
                var weeks = arrival.Weeks(vehicle.Start!.Day);
                var evidence = new[] { arrival.Earliest, arrival.Latest }
                    .OfType<DateOnly>()
                    .Select(d => vehicle.Curve!.Evidence(null, d))
                    .Aggregate(Evidence.None, (a, b) => a.And(b));
                foreach (var figure in evidence.Figures)
                {
                    if (vehicle.Snapshot.History.Sources.TryGetValue(figure.Source, out var source))
                    {
                        sources.TryAdd(source.Id, source);
                    }
                }
                laws.UnionWith(evidence.Laws);
                rows.Add([
                    number,
                    vehicle.Snapshot.Vehicle.DisplayName(),
                    weeks is { } w ? TableData.Below(w.Low, 1) : null,
                    TableData.Above(weeks?.High, 1),
                    arrival.Earliest,
                    arrival.Latest,
                    arrival.Milestone?.Date,
                    vehicle.Start.Day,
                    string.Join("; ", evidence.Figures.Select(f => f.Source).Distinct()),
                    string.Join("; ", evidence.Laws.Select(l => l.Display())),
                ]);
            }
        }
        return new(
            CompareTexts.TimesTitle, Unit.Weeks.Display(),
            [
                new("number", CompareTexts.ColumnNumber),
                new("vehicle", CompareTexts.ColumnVehicle),
                new("weeks_low", CompareTexts.ColumnWeeksLow),
                new("weeks_high", CompareTexts.ColumnWeeksHigh),
                new("earliest", CompareTexts.ColumnEarliest),
                new("latest", CompareTexts.ColumnLatest),
                new("milestone", CompareTexts.ColumnMilestone),
                new("day_1", CompareTexts.ColumnDayOne),
                new("sources", TakeAwayTexts.ColumnSources),
                new("laws", TakeAwayTexts.ColumnLaws),
            ],
            rows, [.. sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal)]) { Laws = [.. laws] };
    }

    /// <summary>Makers in a period.</summary>
    public static async ValueTask<TableData> OfMakersAsync(TableContext context)
    {
        var all = new List<Snapshot>();
        foreach (var vehicle in await context.Vehicles())
        {
            if (await context.Find(vehicle.Slug) is { } snapshot)
            {
                all.Add(snapshot);
            }
        }
        var choice = MakersChoice.Of(all, context.View);
        var market = choice.Market;
        var (sources, laws, rows) = (new Dictionary<string, Source>(), new SortedSet<Law>(), new List<IReadOnlyList<object?>>());
        foreach (var contender in market.Contenders)
        {
            var evidence = contender
                .Vehicles.Select(v => all.First(s => s.Vehicle.Slug == v.Slug))
                .Select(s => s.Evidence(s.Of(choice.Measure, choice.Basis), market.Period.Before, market.Period.End))
                .Aggregate(Evidence.None, (a, b) => a.And(b));
            foreach (var figure in evidence.Figures)
            {
                if (all.Select(s => s.History.Sources.GetValueOrDefault(figure.Source)).FirstOrDefault(s => s is not null) is { } source)
                {
                    sources.TryAdd(source.Id, source);
                }
            }
            laws.UnionWith(evidence.Laws);
            var share = contender.Share is { } s ? s * 100 : default(Quantity?);
            rows.Add([
                NameOf(contender),
                string.Join("; ", contender.Vehicles.Select(v => v.DisplayName())),
                market.Period.Start,
                market.Period.End,
                contender.BestRank,
                contender.WorstRank,
                TableData.Below(contender.Count.Low),
                TableData.Above(contender.Count.High),
                Quantity.NameOf(contender.Count.Qualifier),
                share is { } p ? TableData.Below(p.Low) : null,
                TableData.Above(share?.High),
                string.Join("; ", evidence.Figures.Select(f => f.Source).Distinct()),
                string.Join("; ", evidence.Laws.Select(l => l.Display())),
            ]);
        }
        return new(
            CompareTexts.MakersTitle.With(new Series("", choice.Measure, choice.Basis).Display(), market.Period.DisplayName()),
            Unit.Units.Display(),
            [
                new("name", CompareTexts.Maker),
                new("vehicles", CompareTexts.Vehicles),
                new("period_start", TakeAwayTexts.ColumnStart),
                new("period_end", TakeAwayTexts.ColumnEnd),
                new("best_rank", CompareTexts.ColumnBestRank),
                new("worst_rank", CompareTexts.ColumnWorstRank),
                new("low", TakeAwayTexts.ColumnLow),
                new("high", TakeAwayTexts.ColumnHigh),
                new("qualifier", TakeAwayTexts.ColumnQualifier),
                new("share_low", CompareTexts.ColumnShareLow),
                new("share_high", CompareTexts.ColumnShareHigh),
                new("sources", TakeAwayTexts.ColumnSources),
                new("laws", TakeAwayTexts.ColumnLaws),
            ],
            rows, [.. sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal)]) { Laws = [.. laws] };
    }
}
