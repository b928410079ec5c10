using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class FiguresTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ACorrectionFollowsTheFigureAndTheLatestKnownStands(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        Assert.Equal(
            new PublishedRow(Result.New, 1, Disputed: false),
            Assert.Single((await tracker.PublishAsync(Some.Draft(2394, published: Some.Day(4, 18)))).Rows));
        var corrected = Some.Draft(2400, published: Some.Day(5, 2)) with { Reason = "restated", Note = "by\nthe maker" };
        Assert.Equal(new PublishedRow(Result.Revision, 2, Disputed: false), Assert.Single((await tracker.PublishAsync(corrected)).Rows));
        // Known earlier than both, though recorded last: on record, but it stands on no day after the others.
        Assert.Equal(
            new PublishedRow(Result.Revision, 3, Disputed: false),
            Assert.Single((await tracker.PublishAsync(Some.Draft(2300, published: Some.Day(4, 15)))).Rows));

        Assert.Equal(2400, await StandsAsync(tracker, null));
        Assert.Equal(2394, await StandsAsync(tracker, Some.Day(4, 20)));
        Assert.Equal(2300, await StandsAsync(tracker, Some.Day(4, 15)));
        Assert.Null(await StandsAsync(tracker, Some.Day(4, 14)));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal([1, 2, 3], all.Select(f => f.Revision));
        Assert.Equal(("restated", "by\nthe maker", "tester"), (all[1].Reason, all[1].Note, all[1].RecordedBy));
        Assert.InRange(DateTimeOffset.UtcNow - all[1].RecordedAt, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheHistoryAndThePageAgreeOnWhatStands(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        foreach (var asOf in new DateOnly?[] { null, new(2024, 4, 18), new(2024, 9, 1), new(2025, 6, 1) })
        {
            foreach (var vehicle in await tracker.Get<FactStore<Vehicle>>().AllAsync())
            {
                var history = await tracker.Get<Histories>().FindAsync(vehicle.Slug);
                var standing = history!
                    .Revisions.Values.SelectMany(s => s)
                    .Select(r => Figure.Standing(r, asOf ?? DateOnly.MaxValue))
                    .OfType<Figure>();
                var page = await tracker
                    .Get<Figures>()
                    .PageAsync(
                        new()
                        {
                            Vehicle = vehicle.Slug,
                            AsOf = asOf,
                            Limit = 1000,
                        });
                Assert.Equal(
                    standing.OrderBy(f => f.ToString(), StringComparer.Ordinal),
                    page.Select(p => p.Figure).OrderBy(f => f.ToString(), StringComparer.Ordinal));
            }
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatAnotherSourceHasSaidMeanwhileRefusesAWriteThatHasNotSeenIt(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var seen = new Dictionary<string, int>();
        FigureDraft[] mine =
        [
            Some.Draft(2394) with { ExpectedRevision = 0, SeenOfOthers = seen },
            Some.Draft(3000, Some.Week(16)) with { ExpectedRevision = 0, SeenOfOthers = seen },
        ];
        await tracker.PublishAsync(Some.Draft(2400) with { Source = "filing" });
        var refused = await tracker.PublishAsync(mine);
        Assert.False(refused.Committed);
        Assert.Equal([true, false], refused.Rows.Select(r => r.IsConflict));
        Assert.Equal(("filing", 2400L), (refused.Rows[0].Current!.Source, refused.Rows[0].Current!.Quantity.Stated.Low!.Value));
        Assert.Single(await tracker.AllFiguresAsync());

        mine[0] = mine[0] with { SeenOfOthers = new Dictionary<string, int> { ["filing"] = 1 } };
        Assert.True((await tracker.PublishAsync(mine)).Committed);
        // Repeated, it is on record already, whatever others have said since.
        await tracker.PublishAsync(Some.Draft(2410) with { Source = "filing", Reason = "restated", ExpectedRevision = 1 });
        Assert.All((await tracker.PublishAsync(mine)).Rows, r => Assert.Equal(Result.Unchanged, r.Result));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfTwoSourcesThatSpeakOfACellAtOnceOneIsToldOfTheOther(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var other = tracker.Another();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => (i == 0 ? tracker : other).PublishAsync(
            Some.Draft(2394) with
            {
                Source = i == 0 ? "news" : "filing", ExpectedRevision = 0, SeenOfOthers = new Dictionary<string, int>(),
            }))));
        Assert.Equal([false, true], outcomes.Select(o => o.IsConflict).Order());
        Assert.Single(await tracker.AllFiguresAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AWithdrawalIsARevisionAndCanBeUndone(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var draft = Some.Draft(2394, published: Some.Day(4, 18));
        Assert.Equal("NothingToWithdraw", Assert.Single((await tracker.PublishAsync(draft with { Withdrawn = true })).Rows).Problem?.Code);
        await tracker.PublishAsync(draft);
        await tracker.PublishAsync(draft with { Withdrawn = true, Reason = "retracted", ExpectedRevision = 1 });
        Assert.Null(await StandsAsync(tracker, null));
        var undo = await tracker.PublishAsync(draft with { Reason = "retracted by mistake", ExpectedRevision = 2 });
        Assert.Equal(new PublishedRow(Result.Revision, 3, Disputed: false), Assert.Single(undo.Rows));
        Assert.Equal(2394, await StandsAsync(tracker, null));
        Assert.Equal(Result.Unchanged, Assert.Single((await tracker.PublishAsync(draft)).Rows).Result);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfTwoWritersOnOneRevisionTheOtherSeesBothVersions(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var other = tracker.Another();
        await tracker.PublishAsync(Some.Draft(1));
        var outcomes = await Task.WhenAll(Enumerable.Range(2, 8).Select(count => Task.Run(() =>
            (count % 2 == 0 ? tracker : other).PublishAsync(Some.Draft(count) with { ExpectedRevision = 1 }))));
        var won = Assert.Single(outcomes, o => o.Committed);
        Assert.Equal(2, won.Rows[0].Revision);
        Assert.All(outcomes.Where(o => o != won), o =>
        {
            Assert.True(o.IsConflict);
            Assert.Equal(2, o.Rows[0].Current!.Revision);
            Assert.Equal("expectedRevision", o.Rows[0].Problem!.Field);
        });
        Assert.Equal(2, (await tracker.AllFiguresAsync()).Count);
        Assert.True((await tracker.PublishAsync(Some.Draft(99) with { ExpectedRevision = 0 })).IsConflict);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WritersWhoExpectNothingAllGetTheirRevision(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var other = tracker.Another();
        await Task.WhenAll(
            Enumerable.Range(1, 12).Select(count => Task.Run(() => (count % 2 == 0 ? tracker : other).PublishAsync(Some.Draft(count)))));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal(Enumerable.Range(1, 12), all.Select(f => f.Revision));
        Assert.Equal(12, all.Select(f => f.Quantity).Distinct().Count());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OneWrongDraftKeepsAllOut(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var outcome = await tracker.PublishAsync(
            Some.Draft(1),
            Some.Draft(2) with
            {
                Source = "nobody",
            },
            Some.Draft(3) with
            {
                Note = "nul\0",
            });
        Assert.False(outcome.Committed);
        Assert.Equal([null, "UnknownSource", "ControlCharacters"], outcome.Rows.Select(r => r.Problem?.Code));
        Assert.Equal([Result.New, Result.Rejected, Result.Rejected], outcome.Rows.Select(r => r.Result));
        Assert.Empty(await tracker.AllFiguresAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatNoPublicationSaysIsRefused(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var draft = Some.Draft(1);
        var cumulative = new FigureKey(Some.Production, Reading.Cumulative, null, Some.Day(4, 30));
        (FigureDraft Draft, string Field, string Code)[] wrong =
        [
            (draft with { Quantity = Quantity.Exact(Rational.Of(1, 2)) }, "low", "NotPublished"),
            (draft with { Quantity = Quantity.Exact(-1) }, "low", "Negative"),
            (draft with { Quantity = Quantity.Exact(Quantity.MaxCount + 1) }, "low", "NotPublished"),
            (draft with { Quantity = Quantity.Exact(3) * Rational.Of(1, 7) }, "low", "NotPublished"),
            (draft with { Source = "" }, "source", "NoSource"),
            (draft with { Source = "no\0body" }, "source", "NotAKey"),
            (draft with { Note = new string('n', Figure.MaxNoteLength + 1) }, "note", "TooLong"),
            (draft with { Reason = "half a pair \ud83d" }, "reason", "ControlCharacters"),
            (draft with { PublishedOn = new(1800, 1, 1) }, "published_on", "DayOutOfRange"),
            (draft with { Key = draft.Key with { Start = null } }, "period_start", "StartNeeded"),
            (draft with { Key = cumulative with { Start = Some.Day(4, 1) } }, "period_start", "StartNotAllowed"),
            (draft with { Key = draft.Key with { Start = Some.Day(5, 1) } }, "period_end", "PeriodCrossed"),
            (draft with { Key = draft.Key with { Series = Some.Production with { Vehicle = "nothing" } } }, "vehicle", "UnknownVehicle"),
            (draft with { Key = draft.Key with { Series = Some.Production with { Basis = "Built!" } } }, "basis", "NotAKey"),
            (draft with { Key = draft.Key with { Series = Some.Production with { City = "atlantis" } } }, "city", "UnknownCity"),
        ];
        var outcome = await tracker.PublishAsync([.. wrong.Select(w => w.Draft)]);
        Assert.Equal(wrong.Select(w => (w.Field, w.Code)), outcome.Rows.Select(r => (r.Problem!.Field, r.Problem.Code)));
        Assert.All(outcome.Rows, r => Assert.NotEmpty(r.Problem!.ToString()));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ADryRunSaysWhatWouldBeAndLeavesNothing(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var before = await tracker.Get<ChangeFeed>().VersionAsync();
        var outcome = await tracker.Get<Figures>().PublishAsync([Some.Draft(1)], Some.Author, dryRun: true);
        Assert.Equal((false, Result.New), (outcome.Committed, outcome.Rows[0].Result));
        Assert.Empty(await tracker.AllFiguresAsync());
        Assert.Equal(before, await tracker.Get<ChangeFeed>().VersionAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task EveryQuantityComesBackAsItWasPublished(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        Quantity[] quantities =
        [
            Quantity.Exact(0),
            Quantity.Exact(Quantity.MaxCount),
            Quantity.About(1300),
            Quantity.About(0),
            Quantity.AtLeast(40_000),
            Quantity.AtMost(38),
            Quantity.Range(3, 5),
            Quantity.About(Quantity.MaxCount),
            Quantity.Range(7, 7),
        ];
        var keys = quantities.Select(
            (_, i) =>
                i % 2 == 0
                    ? Some.Week(i + 1)
                    : new FigureKey(Some.Production with { City = "beijing" }, Reading.Cumulative, null, Some.Day(5, i + 1)));
        var outcome = await tracker.PublishAsync([.. quantities.Zip(keys, (q, k) => new FigureDraft(k, q, null, "news"))]);
        Assert.True(outcome.Committed, string.Join("; ", outcome.Rows.Select(r => r.Problem)));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal(quantities, all.Select(f => f.Quantity));
        Assert.Equal(keys, all.Select(f => f.Key));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task PagesFollowEachOtherWithoutGapsAndNarrowAsAsked(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        var figures = tracker.Get<Figures>();
        var all = await tracker.AllFiguresAsync();
        var paged = new List<Figure>();
        for (long after = 0; ;)
        {
            var page = await figures.PageAsync(new() { History = true, After = after, Limit = 40 });
            if (page.Count == 0)
            {
                break;
            }
            paged.AddRange(page.Select(p => p.Figure));
            after = page[^1].Id;
        }
        Assert.Equal(all, paged);
        var (from, to) = (new DateOnly(2024, 4, 1), new DateOnly(2024, 4, 30));
        var april = await figures.PageAsync(
            new()
            {
                Vehicle = "su7",
                Measure = Measure.Deliveries,
                Basis = "delivered",
                City = "",
                From = from,
                To = to,
                History = true,
            });
        Assert.NotEmpty(april);
        Assert.Equal(
            all.Where(f => f.Series == new Series("su7", Measure.Deliveries, "delivered") && f.Key.End >= from && f.Key.First <= to),
            april.Select(p => p.Figure));
    }

    [Theory]
    [InlineData(On.Sqlite, "update figures set low = 1"), InlineData(On.Postgres, "update figures set low = 1")]
    [InlineData(On.Sqlite, "delete from figures"), InlineData(On.Postgres, "delete from figures")]
    [InlineData(On.Sqlite, "update changes set vehicle = 'x'"), InlineData(On.Postgres, "update changes set vehicle = 'x'")]
    [InlineData(On.Sqlite, "delete from changes"), InlineData(On.Postgres, "delete from changes")]
    [InlineData(On.Postgres, "truncate figures"), InlineData(On.Postgres, "truncate changes")]
    [
        InlineData(On.Sqlite, "insert or replace into figures select * from figures"),
        InlineData(On.Sqlite, "insert or replace into changes select * from changes")
    ]
    [InlineData(
        On.Sqlite,
        "replace into figures select id + 1000, change_id, vehicle, measure, basis, reading, city, period_start, period_end, revision, 1, 1, qualifier, published_on, source, note, reason, withdrawn, recorded_at, recorded_by from figures"
    )]
    public async Task WhatIsRecordedIsNeitherChangedNorDeleted(On on, string sql)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394));
        await using var db = await tracker.DbAsync();
#pragma warning disable EF1002 // The statement is the test's own.
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
#pragma warning restore EF1002
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2394, await StandsAsync(tracker, null));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheKeyLetsNoSecondOfARevisionInWhoeverWrites(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394));
        await using var db = await tracker.DbAsync();
        var row = await db.Figures.AsNoTracking().SingleAsync();
        db.Add(
            new FigureRow
            {
                Vehicle = row.Vehicle,
                Measure = row.Measure,
                Basis = row.Basis,
                Reading = row.Reading,
                PeriodStart = row.PeriodStart,
                PeriodEnd = row.PeriodEnd,
                Revision = 1,
                Low = 1,
                High = 1,
                Source = "news",
                ChangeId = row.ChangeId,
            });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    private static async Task<long?> StandsAsync(Tracker tracker, DateOnly? asOf) =>
        (await tracker.Get<Figures>().PageAsync(new() { AsOf = asOf })).SingleOrDefault()?.Figure.Quantity.Stated.Low;
}
