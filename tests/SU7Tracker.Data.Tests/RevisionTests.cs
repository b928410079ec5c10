using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>What is a revision of what, and when it takes effect.</summary>
public class RevisionTests(Databases databases)
{
    private static readonly FigureDraft News = Some.Draft(2394, published: Some.Day(5, 1));

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task SourcesSpeakSideBySide(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        Assert.Equal(Result.New, await ResultAsync(tracker, News));
        Assert.Equal(Result.New, await ResultAsync(tracker, News with { Source = "filing", Quantity = Quantity.AtLeast(2000) }));
        Assert.Equal(["news 2394", "filing 2000"], await StandingAsync(tracker, null));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ACorrectionOrWithdrawalWithoutADayTakesEffect(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(News);
        Assert.Equal(
            Result.Revision,
            await ResultAsync(tracker, News with { Quantity = Quantity.Exact(2400), PublishedOn = null, Reason = "recounted" }));
        Assert.Equal(["news 2400"], await StandingAsync(tracker, Some.Day(5, 1)));
        Assert.Equal(
            Result.Revision,
            await ResultAsync(tracker, News with { Quantity = Quantity.Exact(2400), PublishedOn = null, Withdrawn = true }));
        Assert.Empty(await StandingAsync(tracker, Some.Day(5, 1)));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task GoingBackUponARevisionIsARevisionAndAnOldFileIsNot(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(News);
        await tracker.PublishAsync(News with { Quantity = Quantity.Exact(2400), PublishedOn = Some.Day(5, 20), ExpectedRevision = 1 });
        var old = Assert.Single((await tracker.PublishAsync(News)).Rows);
        Assert.Equal((Result.Unchanged, 2), (old.Result, old.Revision));
        Assert.Equal(Result.Revision, await ResultAsync(tracker, News with { PublishedOn = Some.Day(5, 21), ExpectedRevision = 2 }));
        Assert.Equal(["news 2394"], await StandingAsync(tracker, null));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ATypingErrorIsCorrectedOnEveryDay(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(News);
        var earlier = News with { Quantity = Quantity.Exact(2349), PublishedOn = Some.Day(4, 20), ExpectedRevision = 1 };
        var refused = Assert.Single((await tracker.PublishAsync(earlier)).Rows);
        Assert.Equal(("published_on", "PublishedBeforeNamed"), (refused.Problem!.Field, refused.Problem.Code));
        Assert.Equal(Result.Revision, await ResultAsync(tracker, earlier with { Reason = "typing error: digits swapped" }));
        Assert.Equal(["news 2349"], await StandingAsync(tracker, Some.Day(4, 20)));
        Assert.Equal(["news 2349"], await StandingAsync(tracker, null));
        Assert.Empty(await StandingAsync(tracker, Some.Day(4, 19)));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARepeatedWriteIsRecordedOnce(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var first = News with { ExpectedRevision = 0 };
        var second = News with
        {
            Quantity = Quantity.Exact(2400),
            PublishedOn = Some.Day(5, 2),
            Reason = "recounted",
            ExpectedRevision = 1,
        };
        await tracker.PublishAsync(first);
        await tracker.PublishAsync(second);
        Assert.Equal(Result.Unchanged, await ResultAsync(tracker, first));
        Assert.Equal(Result.Unchanged, await ResultAsync(tracker, second));
        Assert.True((await tracker.Get<Figures>().PublishAsync([second], new("somebody else"))).IsConflict);
        Assert.True((await tracker.PublishAsync(second with { Note = "other words" })).IsConflict);
        Assert.Equal(2, (await tracker.AllFiguresAsync()).Count);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatCannotHaveBeenPublishedSoIsRefusedWithWords(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var plan = new FigureDraft(
            Some.Week() with
            {
                Series = Some.Production with { Basis = Series.Target },
            },
            Quantity.Exact(1),
            null,
            "filing");
        var open = new Series("su7", Measure.Orders, Series.Open);
        (FigureDraft Draft, string? Field, string? Code)[] tried =
        [
            (News with { PublishedOn = Some.Day(4, 13) }, "published_on", "PublishedBeforeEnd"),
            (News with { PublishedOn = Some.Day(4, 14) }, null, null),
            (plan, "published_on", "PlanDayNeeded"),
            (plan with { PublishedOn = Some.Day(1, 1) }, null, null),
            (plan with { Source = "news" }, null, null),
            (News with { Key = FigureKey.Cumulative(open, Some.Day(4, 30)) }, null, null),
            (News with { Key = FigureKey.InPeriod(open, Some.Week().Period!.Value) }, "reading", "OpenCumulative"),
            (
                News with
                {
                    Key = FigureKey.Cumulative(open with { Measure = Measure.Deliveries }, Some.Day(4, 30)),
                },
                "measure",
                "OpenOrdersOnly"),
        ];
        var preview = await tracker.Get<Figures>().PreviewAsync([.. tried.Select(t => t.Draft)], Some.Author);
        var outcome = await tracker.PublishAsync([.. tried.Select(t => t.Draft)]);
        Assert.Equal(tried.Select(t => (t.Field, t.Code)), outcome.Rows.Select(r => (r.Problem?.Field, r.Problem?.Code)));
        Assert.Equal(outcome.Rows.Select(r => (r.Result, r.Problem?.Code)), preview.Rows.Select(r => (r.Result, r.Problem?.Code)));
        Assert.All(outcome.Rows.Where(r => r.Problem is not null), r => Assert.NotEmpty(r.Problem!.ToString()));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task APreviewSaysWhatAPublicationWouldSayAndWritesNothing(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(News);
        FigureDraft[] drafts =
        [
            News,
            News with
            {
                Quantity = Quantity.Exact(1),
                ExpectedRevision = 1,
            },
            News with
            {
                Source = "filing",
            },
            News with
            {
                ExpectedRevision = 4,
            },
            News with
            {
                Key = Some.Week(16),
                Withdrawn = true,
                ExpectedRevision = 0,
            },
        ];
        var preview = await tracker.Get<Figures>().PreviewAsync(drafts, Some.Author);
        Assert.False(preview.Committed);
        Assert.Equal(
            (await tracker.PublishAsync(drafts)).Rows.Select(r => (r.Result, r.Revision, r.Problem?.ToString(), r.Current)),
            preview.Rows.Select(r => (r.Result, r.Revision, r.Problem?.ToString(), r.Current)));
        Assert.Single(await tracker.AllFiguresAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatBetterFiguresRefuteIsRecordedAndSaysSo(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(News with { Source = "filing" });
        var wrong = News with { Quantity = Quantity.Exact(6270) };
        Assert.Equal([true], (await tracker.Get<Figures>().PreviewAsync([wrong], Some.Author)).Rows.Select(r => r.Disputed));
        var rows = (await tracker.PublishAsync(wrong, News with { Key = Some.Week(16) })).Rows;
        Assert.Equal([(Result.New, true), (Result.New, (bool?)false)], rows.Select(r => (r.Result, r.Disputed)));
        var file = await tracker.ImportAsync(
            Some.FigureHeader + "su7,production,built,in_period,,2024-04-08,2024-04-14,7,7,exact,2024-06-01,news,\n");
        Assert.Equal([true], file.Rows.Select(r => r.Disputed));
    }

    private static async Task<Result> ResultAsync(Tracker tracker, FigureDraft draft) =>
        Assert.Single((await tracker.PublishAsync(draft)).Rows).Result;

    // What stands by the page, which the history must agree with.
    private static async Task<List<string>> StandingAsync(Tracker tracker, DateOnly? asOf)
    {
        var page = (await tracker.Get<Figures>().PageAsync(new() { AsOf = asOf }))
            .Select(e => $"{e.Figure.Source} {e.Figure.Quantity.Stated.Low}")
            .ToList();
        var history = (await tracker.Get<Histories>().FindAsync("su7"))!.AsOf(asOf ?? new(2100, 1, 1));
        Assert.Equal(history.Figures(Some.Production).Select(f => $"{f.Source} {f.Quantity.Stated.Low}").Order(), page.Order());
        return page;
    }
}
