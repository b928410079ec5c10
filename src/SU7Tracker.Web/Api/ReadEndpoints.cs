using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>What callers read: vehicles, derived numbers, series, contradictions and the figures as published, each as JSON and as CSV.</summary>
internal sealed class ReadEndpoints(Histories histories, Vehicles vehicles, Figures figures, ChangeFeed feed, Answers answers, TimeProvider clock)
{
    private const string Json = "application/json; charset=utf-8";
    private static readonly string[] Pers = ["week", "month", "figure"];

    public static void Map(RouteGroupBuilder api)
    {
        Get<IReadOnlyList<VehicleJson>>("/vehicles", "Vehicles", (e, q, _) => e.VehiclesAsync(q));
        Get<MetricsJson>("/vehicles/{slug}/metrics", "Metrics", (e, q, slug) => e.MetricsAsync(q, slug));
        Get<SeriesJson>("/vehicles/{slug}/series", "Series", (e, q, slug) => e.SeriesAsync(q, slug));
        Get<ContradictionsJson>("/vehicles/{slug}/contradictions", "Contradictions", (e, q, slug) => e.ContradictionsAsync(q, slug));
        Get<FiguresJson>("/figures", "Figures", (e, q, _) => e.FiguresAsync(q));

        void Get<T>(string path, string name, Func<ReadEndpoints, ApiQuery, string, Task<IResult>> answer)
        {
            foreach (var (address, id) in new[] { (path, name), (path + ".csv", name + "Csv") })
            {
                var mapped = api.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], (HttpContext context, ReadEndpoints endpoints) =>
                        answer(endpoints, new(context.Request), context.GetRouteValue("slug") as string ?? ""))
                    .WithName(id).WithMetadata(new ReadParameters(name));
                _ = address == path ? mapped.Produces<T>() : mapped.Produces<string>(contentType: "text/csv");
            }
        }
    }

    // The list is the same on any day; an address is pinned by the same two parameters as any other.
    private async Task<IResult> VehiclesAsync(ApiQuery query)
    {
        var (asOf, version) = Moment(query);
        if (query.Problem is { } problem)
        {
            return problem;
        }
        var current = await feed.VersionAsync(query.Cancel);
        var at = version ?? current;
        var address = Address("vehicles", query, asOf, at, []);
        if (answers.Find(address) is { } kept)
        {
            return Send(kept, version is not null);
        }
        if (version is { } pinned && pinned != current && !await histories.HasVersionAsync(null, pinned, query.Cancel))
        {
            return ApiProblem.NoVersion(null, pinned, current);
        }
        var all = await vehicles.AllAsync(at, query.Cancel);
        var answer = query.WantsCsv
            ? CsvTable.Of(["slug", "name", "maker", "launched_on", "note"], all.Select(v => (IReadOnlyList<object?>)[ v.Slug, v.Name, v.Maker, v.LaunchedOn, v.Note]))
            : Serialize([.. all.Select(VehicleJson.Of)], ApiJsonContext.Readable.IReadOnlyListVehicleJson);
        return Send(answers.Keep(address, answer.At(address, at)), version is not null);
    }

    private async Task<IResult> MetricsAsync(ApiQuery query, string slug)
    {
        var (asOf, version) = Moment(query);
        var month = query.Choice("month", MonthBasis.Find, MonthBasis.All.Select(b => b.Key)) ?? MonthBasis.FourWeeks;
        return await OfVehicleAsync(query, slug, new("metrics", asOf, [("month", month.Key)]), version, history =>
        {
            var metrics = new Metrics(history.AsOf(asOf), month).All;
            return query.WantsCsv
                ? CsvTable.Of(
                    ["key", "unit", "low", "high", "qualifier", "estimate", "text", "period_start", "period_end", "formula", "reason", "as_of", "month", "version"],
                    metrics.Select(m => (IReadOnlyList<object?>)
                    [
                        m.Key, m.Unit.Name, .. CsvTable.Cells(m.Value, m.Unit.Decimals), m.Span?.From, m.Span?.To, m.Formula(CultureInfo.InvariantCulture), m.Reason?.ToString(),
                        asOf, month.Key, history.Version,
                    ]))
                : Serialize(new(slug, asOf, month.Key, [.. metrics.Select(MetricJson.Of)]), ApiJsonContext.Readable.MetricsJson);
        });
    }

    private async Task<IResult> SeriesAsync(ApiQuery query, string slug)
    {
        var (asOf, version) = Moment(query);
        var measure = query.Measure() ?? Measure.Production;
        var basis = query.Key("basis") ?? Series.UsualBasis(measure);
        var city = query.Key("city") ?? "";
        var per = query.Choice("per", t => Array.Find(Pers, p => p == t), Pers) ?? "week";
        var (from, to) = query.Days();
        return await OfVehicleAsync(query, slug, new("series", asOf, [
            ("measure", Words.Of(measure)), ("basis", basis), ("city", city), ("per", per), ("from", Iso(from)), ("to", Iso(to))]), version, history =>
        {
            var snapshot = history.AsOf(asOf);
            var series = snapshot.Of(measure, basis, city);
            var points = Points(snapshot, series, per).Where(p => (from is null || p.Period.End >= from) && (to is null || (p.Period.Start ?? p.Period.End) <= to)).ToList();
            return query.WantsCsv
                ? CsvTable.Of(
                    [
                        "label", "period_start", "period_end", "count_low", "count_high", "count_qualifier", "count_estimate", "count_text",
                        "cumulative_low", "cumulative_high", "cumulative_qualifier", "cumulative_estimate", "cumulative_text", "estimated", "partial",
                        "covered_start", "covered_end", "covered_low", "covered_high", "covered_qualifier", "covered_estimate", "covered_text",
                        "reading", "source", "set_aside", "as_of", "version",
                    ],
                    points.Select(p => (IReadOnlyList<object?>)
                    [
                        p.Period.Label, p.Period.Start, p.Period.End, .. CsvTable.Cells(p.Count), .. CsvTable.Cells(p.Cumulative), p.Estimated, p.Partial,
                        p.Covered?.Start, p.Covered?.End, .. CsvTable.Cells(p.CoveredCount), p.Reading, p.Source, p.SetAside, asOf, history.Version,
                    ]))
                : Serialize(new(slug, Words.Of(measure), basis, city, per, asOf, from, to, points), ApiJsonContext.Readable.SeriesJson);
        });
    }

    private static IEnumerable<PointJson> Points(Snapshot snapshot, Series series, string per) => snapshot.Curve(series) is not { } curve ? []
        : per switch
        {
            "week" => TimelinePoint.Weeks(curve).Select(PointJson.Of),
            "month" => TimelinePoint.Months(curve).Select(PointJson.Of),
            _ => Published(snapshot.Figures(series), curve),
        };

    private static IEnumerable<PointJson> Published(IReadOnlyList<Figure> figures, Curve curve)
    {
        var aside = curve.Contradictions.Select(c => c.Figure!).ToHashSet();
        return figures.Select(f => PointJson.Of(f, curve, aside.Contains(f)));
    }

    private async Task<IResult> ContradictionsAsync(ApiQuery query, string slug)
    {
        var (asOf, version) = Moment(query);
        var measure = query.Measure();
        var basis = query.Key("basis");
        var city = query.Key("city");
        return await OfVehicleAsync(query, slug, new("contradictions", asOf, [
            ("measure", measure is { } one ? Words.Of(one) : null), ("basis", basis), ("city", city)]), version, history =>
        {
            var snapshot = history.AsOf(asOf);
            var found = snapshot.Series
                .Where(s => (measure is null || s.Measure == measure) && (basis is null || s.Basis == basis) && (city is null || s.City == city))
                .SelectMany(s => snapshot.Curve(s)!.Contradictions).ToList();
            return query.WantsCsv
                ? CsvTable.Of(
                    ["measure", "basis", "reading", "city", "period_start", "period_end", "low", "high", "qualifier", "source", "allowed_low", "allowed_high", "contradicts_sources", "reason", "as_of", "version"],
                    found.Select(c => (IReadOnlyList<object?>)
                    [
                        Words.Of(c.Figure!.Series.Measure), c.Figure!.Series.Basis, Words.Of(c.Figure!.Key.Reading), c.Figure!.Series.City, c.Figure!.Key.Start, c.Figure!.Key.End,
                        c.Figure!.Quantity.Stated.Low, c.Figure!.Quantity.Stated.High, Quantity.NameOf(c.Figure!.Quantity.Qualifier), c.Figure!.Source,
                        c.Allowed!.Value.Low.ToDecimal(), c.Allowed.Value.High?.ToDecimal(), string.Join(' ', c.Against.Select(f => f.Source)), Why(c), asOf, history.Version,
                    ]))
                : Serialize(
                    new(slug, asOf, [.. found.Select(c => new ContradictionJson(
                        FigureJson.Of(c.Figure!), [.. c.Against.Select(FigureJson.Of)], QuantityJson.Of(c.Allowed!.Value), Why(c)))]),
                    ApiJsonContext.Readable.ContradictionsJson);
        });
    }

    private static string Why(Contradiction contradiction) => ApiProblem.Format(
        ApiTexts.Contradicts, contradiction.Allowed!.Value.ToString(), contradiction.Figure!.Quantity.ToString(),
        Texts.Get($"SetAside_{contradiction.Reason}", CultureInfo.InvariantCulture));

    private async Task<IResult> FiguresAsync(ApiQuery query)
    {
        var (history, version, asOf) = (query.Flag("history"), query.Version(), query.Day("asOf"));
        if (version is not null && !history)
        {
            query.Require("asOf", ApiTexts.PinnedNeedsAsOf);
        }
        var (from, to) = query.Days();
        var wanted = new FigureQuery
        {
            Vehicle = query.Key("vehicle"), Measure = query.Measure(), Basis = query.Key("basis"), City = query.Key("city"),
            From = from, To = to, AsOf = asOf ?? (history ? null : Today), History = history,
            After = query.Whole("after", 0, long.MaxValue, 0), Limit = (int)query.Whole("limit", 1, FigureQuery.MaxLimit, query.WantsCsv ? FigureQuery.MaxLimit : 100),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }
        var current = wanted.Vehicle is not { } slug ? await feed.VersionAsync(query.Cancel) : (await histories.FindAsync(slug, query.Cancel))?.Version;
        if (current is null)
        {
            return ApiProblem.NoVehicle(wanted.Vehicle!);
        }
        // Read as of one version, live or not, so that the tag can be told before anything is read.
        wanted = wanted with { Version = version ?? current };
        var address = Address("figures", query, wanted.AsOf, wanted.Version.Value,
        [
            ("vehicle", wanted.Vehicle), ("measure", wanted.Measure is { } measure ? Words.Of(measure) : null), ("basis", wanted.Basis), ("city", wanted.City),
            ("from", Iso(wanted.From)), ("to", Iso(wanted.To)), ("history", history ? "true" : null), ("after", Whole(wanted.After)), ("limit", Whole(wanted.Limit)),
        ]);
        if (answers.Find(address) is { } kept)
        {
            return Send(kept, version is not null);
        }
        if (version is { } pinned && pinned != current && !await histories.HasVersionAsync(wanted.Vehicle, pinned, query.Cancel))
        {
            return ApiProblem.NoVersion(wanted.Vehicle, pinned, current.Value);
        }
        var tag = Answer.TagOf(address);
        return Send(
            query.Has(tag)
                ? new Answer([], "", tag).At(address, wanted.Version.Value)
                : answers.Keep(address, (Read(await figures.PageAsync(wanted, query.Cancel)) with { ETag = tag }).At(address, wanted.Version.Value)),
            version is not null);

        Answer Read(IReadOnlyList<FigureEntry> page) => query.WantsCsv
            ? CsvTable.Of(
                [
                    "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "low", "high", "qualifier", "published_on", "source", "note",
                    "revision", "known_on", "reason", "withdrawn", "recorded_at", "recorded_by", "id", "as_of", "version",
                ],
                page.Select(e => (e.Id, Figure: FigureJson.Listed(e.Figure))).Select(e => (IReadOnlyList<object?>)
                [
                    e.Figure.Vehicle, e.Figure.Measure, e.Figure.Basis, e.Figure.Reading, e.Figure.City, e.Figure.PeriodStart, e.Figure.PeriodEnd, e.Figure.Low, e.Figure.High,
                    e.Figure.Qualifier, e.Figure.PublishedOn, e.Figure.Source, e.Figure.Note, e.Figure.Revision, e.Figure.KnownOn, e.Figure.Reason, e.Figure.Withdrawn,
                    e.Figure.RecordedAt, e.Figure.RecordedBy, e.Id, wanted.AsOf, wanted.Version,
                ]))
            : Serialize(
                new(wanted.AsOf, [.. page.Select(e => FigureJson.Listed(e.Figure))], page.Count == wanted.Limit ? page[^1].Id : null),
                ApiJsonContext.Readable.FiguresJson);
    }

    // What is asked of a vehicle besides the version: a list, a day, and the parameters of that list with what they stand at when not given.
    private sealed record Asked(string List, DateOnly AsOf, IReadOnlyList<(string Name, string? Value)> Parameters);

    private async Task<IResult> OfVehicleAsync(ApiQuery query, string slug, Asked asked, long? version, Func<VehicleHistory, Answer> derive)
    {
        if (query.Problem is { } problem)
        {
            return problem;
        }
        VehicleHistory? history = null;
        if (version is null)
        {
            if ((history = await histories.FindAsync(slug, query.Cancel)) is null)
            {
                return ApiProblem.NoVehicle(slug);
            }
        }
        var at = version ?? history!.Version;
        var address = Address($"vehicles/{slug}/{asked.List}", query, asked.AsOf, at, asked.Parameters);
        // What was once derived for a version needs neither its history nor a look at the present.
        if (answers.Find(address) is { } kept)
        {
            return Give(kept);
        }
        history ??= await histories.FindAsync(slug, at, query.Cancel);
        if (history is null)
        {
            return await histories.FindAsync(slug, query.Cancel) is { } current ? ApiProblem.NoVersion(slug, at, current.Version) : ApiProblem.NoVehicle(slug);
        }
        return Give(answers.Keep(address, derive(history).At(address, at)));

        AnswerResult Give(Answer answer) => version is null ? WarmAnswers.Keep(query.Context, slug, at, Send(answer)) : Send(answer, pinned: true);
    }

    // A live answer is of today unless it says otherwise; a pinned one must say.
    private (DateOnly AsOf, long? Version) Moment(ApiQuery query)
    {
        var (version, asOf) = (query.Version(), query.Day("asOf"));
        if (version is not null)
        {
            query.Require("asOf", ApiTexts.PinnedNeedsAsOf);
        }
        return (asOf ?? Today, version);
    }

    // Where this answer is found for ever. It names every parameter, so that no default can change it, and nothing that needs to be escaped.
    private static string Address(string path, ApiQuery query, DateOnly? asOf, long version, IEnumerable<(string Name, string? Value)> parameters)
    {
        var address = new StringBuilder("/api/v1/").Append(path).Append(query.WantsCsv ? ".csv?" : "?");
        foreach (var (name, value) in parameters.Append(("asOf", Iso(asOf))))
        {
            if (value is { Length: > 0 })
            {
                address.Append(name).Append('=').Append(value).Append('&');
            }
        }
        return address.Append("version=").Append(CultureInfo.InvariantCulture, $"{version}").ToString();
    }

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    // "All that is known today": what is published tomorrow is not known yet.
    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static AnswerResult Send(Answer answer, bool pinned = false) => new(answer, pinned);

    private static Answer Serialize<T>(T value, JsonTypeInfo<T> type) => Answer.Of(JsonSerializer.SerializeToUtf8Bytes(value, type), Json);
}
