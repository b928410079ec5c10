using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>Figures as published, page by page.</summary>
internal sealed class FiguresEndpoint(
    Figures figures, FactStore<Source> sources, AccountNames accounts, RecordVersions versions, ResponseCache cache, TimeProvider clock)
    : ReadEndpoint<FiguresJson, FigureJson>(clock)
{
    private static readonly Parameter<string?> Vehicle = ApiParameters.Key("vehicle", () => ApiTexts.AboutSlug);
    private static readonly Parameter<bool> History = ApiParameters.Flag("history", () => ApiTexts.AboutHistory);
    private static readonly Parameter<long?> After = ApiParameters.Whole("after", () => ApiTexts.AboutAfter, 0, long.MaxValue) with
    {
        Otherwise = _ => 0,
    };

    private static readonly Parameter<long?> Limit = ApiParameters.Whole("limit", () => ApiTexts.AboutLimit, 1, FigureQuery.MaxLimit) with
    {
        Otherwise = query => query.WantsCsv ? FigureQuery.MaxLimit : 100,
    };

    // All revisions are the same on any day.
    private static readonly Parameter<DateOnly?> AsOf = ApiParameters.AsOf with
    {
        Otherwise = query => query.Get(History) ? null : ApiParameters.AsOf.Otherwise!(query),
    };

    protected override string Path => "figures";
    protected override string Name => "Figures";
    protected override Func<string> Summary => () => ApiTexts.SummaryFigures;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Vehicle, ApiParameters.Measure, ApiParameters.Basis, ApiParameters.City, ApiParameters.From, ApiParameters.To, History, After,
        Limit,
        ApiParameters.Version, AsOf,
    ];
    protected override JsonTypeInfo<FiguresJson> Type => ApiJsonContext.Readable.FiguresJson;

    protected override async Task<IResult> AnswerAsync(ApiQuery query)
    {
        var (vehicle, version) = (query.Get(Vehicle), query.Get(ApiParameters.Version));
        if (await versions.CurrentAsync(vehicle, query.Cancel) is not { } current)
        {
            return ApiProblem.NoVehicle(vehicle!);
        }
        // Read as of one version, live or not, so that the tag is known before anything is read.
        var at = version ?? current;
        var address = Address(query, at);
        var isNamed = MaySeeNames(query.Context.User);
        var key = isNamed ? address + "#names" : address;
        var pinned = version is not null && !isNamed;   // a name may have to be forgotten
        if (cache.Find(key) is { } cached)
        {
            return new CachedResult(cached, pinned);
        }
        if (await versions.RefuseAsync(vehicle, version, current, query.Cancel) is { } problem)
        {
            return problem;
        }
        var tag = CachedResponse.TagOf(key);
        var response = query.Has(tag) ? new CachedResponse([], "", tag).At(address, at)
            : cache.Add(key, (Write(query, await ReadAsync(query, at, isNamed), at) with { ETag = tag }).At(address, at));
        return new CachedResult(response, pinned);
    }

    protected override IEnumerable<FigureJson> Rows(FiguresJson body) => body.Figures;

    protected override IEnumerable<Column<FigureJson>> Columns(FiguresJson body, long version) =>
    [
        new("vehicle", f => f.Vehicle), new("measure", f => f.Measure), new("basis", f => f.Basis), new("reading", f => f.Reading),
        new("city", f => f.City),
        new("period_start", f => f.PeriodStart), new("period_end", f => f.PeriodEnd), new("low", f => f.Low), new("high", f => f.High),
        new("qualifier", f => f.Qualifier), new("published_on", f => f.PublishedOn), new("source", f => f.Source), new("note", f => f.Note),
        new("revision", f => f.Revision), new("known_on", f => f.KnownOn), new("reason", f => f.Reason), new("withdrawn", f => f.Withdrawn),
        new("in_force", f => f.InForce), new("recorded_at", f => f.RecordedAt), new("recorded_by", f => f.RecordedBy), new("id", f => f.Id),
        new("as_of", _ => body.AsOf), new("version", _ => version),
    ];

    // What those who record are called is told to those who may record; to others they are ids.
    private static bool MaySeeNames(ClaimsPrincipal who) =>
        who.IsInRole(Roles.Admin) || who.HasClaim(TokenAuthentication.ScopeClaim, "write");

    private async Task<FiguresJson> ReadAsync(ApiQuery query, long version, bool isNamed)
    {
        var wanted = new FigureQuery
        {
            Vehicle = query.Get(Vehicle), Measure = query.Get(ApiParameters.Measure), Basis = query.Get(ApiParameters.Basis),
            City = query.Get(ApiParameters.City), From = query.Get(ApiParameters.From), To = query.Get(ApiParameters.To),
            AsOf = query.Get(AsOf), Version = version, History = query.Get(History),
            After = query.Get(After)!.Value, Limit = (int)query.Get(Limit)!.Value,
        };
        var page = await figures.PageAsync(wanted, query.Cancel);
        var plans = page.Select(e => e.Figure.Series).Where(s => s.IsPlan).Distinct().ToList();
        var inForce = plans.Count > 0 ? await InForceAsync(plans, wanted, version, query.Cancel) : [];
        var recorders = page.Select(e => e.Figure.RecordedBy);
        var names = isNamed ? await accounts.OfAsync(recorders, query.Cancel) : AccountNames.Withheld(recorders);
        return new(
            wanted.AsOf, [.. page.Select(e => FigureJson.Listed(e, names, e.Figure.Series.IsPlan ? inForce.Contains(e.Id) : null))],
            page.Count == wanted.Limit ? page[^1].Id : null);
    }

    // Of the plans of several sources for the same days the last in their order is in force.
    private async Task<HashSet<long>> InForceAsync(
        IReadOnlyList<Series> plans, FigureQuery asked, long version, CancellationToken cancel)
    {
        var named = (await sources.AllAsync(version, cancel)).ToDictionary(s => s.Id);
        var order = new PlanOrder(id => named.GetValueOrDefault(id) is { } source
            ? named.GetValueOrDefault(source.AliasOf, source).Grade
            : Grade.D);
        var standing = new List<FigureEntry>();
        foreach (var series in plans)
        {
            var next = new FigureQuery
            {
                Vehicle = series.Vehicle, Measure = series.Measure, Basis = series.Basis, City = series.City,
                AsOf = asked.AsOf ?? Period.Latest, Version = asked.Version, Limit = FigureQuery.MaxLimit,
            };
            IReadOnlyList<FigureEntry> page;
            do
            {
                page = await figures.PageAsync(next, cancel);
                standing.AddRange(page);
                next = next with { After = page.Count > 0 ? page[^1].Id : 0 };
            }
            while (page.Count == next.Limit);
        }
        return [.. standing.GroupBy(e => e.Figure.Key).Select(same => same.MaxBy(e => e.Figure, order)!.Id)];
    }
}
