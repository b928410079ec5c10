using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Record;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Record;

/// <summary>Which rows of the record an address shows, and in which order.</summary>
public sealed class RecordTests
{
    private static readonly Snapshot Snapshot = Some.Snapshot(
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_630), published: Some.Day(6, 1)),
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_646), published: Some.Day(6, 2)) with
        {
            Revision = 2,
            Reason = "corrected",
        },
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(9_999), "blog", Some.Day(6, 3)),
        Some.In(Some.Delivered, Some.Day(4, 3), Some.Day(4, 30), Quantity.Exact(7_058), published: Some.Day(5, 1)),
        Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), published: Some.Day(4, 18)),
        Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), published: Some.Day(4, 20)) with
        {
            Revision = 2,
            Withdrawn = true,
        });

    private static IReadOnlyList<RecordRow> Shown(string query = "") =>
        RecordTables.Shown(Snapshot, ViewState.Read("/vehicles/su7/record" + query));

    [Fact]
    public void RevisionsAreFoldedIntoTheirFigure()
    {
        Assert.Equal(4, Shown().Count);
        var may = Shown("?show=revised").First(r => r.Figure.Series == Some.Delivered);
        Assert.Equal((Quantity.Exact(8_646), 2, RecordState.Revised), (may.Figure.Quantity, may.Revisions.Count, may.State));
    }

    [Fact]
    public void WhatBetterFiguresContradictIsMarked()
    {
        var disputed = Assert.Single(Shown("?show=disputed"));
        Assert.Equal("blog", disputed.Figure.Source);
        Assert.NotEmpty(disputed.Contradiction!.Against);
    }

    [Fact]
    public void WhatWasTakenBackIsMarked() => Assert.Equal(RecordState.Withdrawn, Assert.Single(Shown("?show=withdrawn")).State);

    [Theory]
    [
        InlineData("?q=9,999", 1),
        InlineData("?q=corrected", 1),
        InlineData("?q=2024-05", 2),
        InlineData("?q=blog", 1),
        InlineData("?q=built", 1),
        InlineData("?q=unheard-of", 0)
    ]
    [
        InlineData("?series=production.built", 1),
        InlineData("?series=production.built&q=press", 1),
        InlineData("?series=production.built&q=blog", 0)
    ]
    public void ASearchAndAFilterLeaveWhatFits(string query, int rows)
    {
        using var _ = new Reader("en");
        Assert.Equal(rows, Shown(query).Count);
    }

    [Fact]
    public void TheOrderIsThatOfTheAddress()
    {
        long[] Counts(string query) => [.. Shown(query).Select(r => (long)r.Figure.Quantity.Low.Numerator)];
        Assert.Equal([2_394, 7_058, 8_646, 9_999], Counts("?sort=count"));
        Assert.Equal([9_999, 8_646, 7_058, 2_394], Counts("?sort=-count"));
        Assert.Equal(Counts(""), Counts("?sort=unheard-of"));
        Assert.Equal(Some.Day(5, 31), Shown()[0].Figure.Key.End);
    }

    [Fact]
    public void AFigureIsFoundAgainByItsAddress() => Assert.All(Shown(), row => Assert.Same(row, Shown().Single(r => r.Id == row.Id)));

    [Fact]
    public void AHundredThousandRowsAreReadOnceForAllReaders()
    {
        var many = Some.Snapshot([
            .. Enumerable
                .Range(0, 100_000)
                .Select(i =>
                    Some.UpTo(
                        new Series(Some.Slug, Measure.Deliveries, "target"),
                        new DateOnly(2024, 1, 1).AddDays(i % 360),
                        Quantity.Exact(i),
                        $"s{i / 360}",
                        new(2024, 1, 1))),
        ]);
        var rows = RecordTables.Shown(many, ViewState.Read("/vehicles/su7/record"));
        Assert.Equal(100_000, rows.Count);
        Assert.Same(rows, RecordTables.Shown(many, ViewState.Read("/vehicles/su7/record")));
        Assert.Single(RecordTables.Shown(many, ViewState.Read("/vehicles/su7/record?q=99,999&sort=-count")));
    }

    [Fact]
    public void SourcesAndMilestonesAreTables()
    {
        var view = ViewState.Read("/vehicles/su7/record?sort=-figures");
        Assert.Equal([("press", 3), ("blog", 1)], RecordTables.ShownSources(Snapshot, view).Select(s => (s.Source.Id, s.Figures)));
        Assert.Equal(["double shift", "first deliveries"], RecordTables.ShownMilestones(Snapshot, view).Select(m => m.Event));
        Assert.Single(RecordTables.ShownMilestones(Snapshot, ViewState.Read("/vehicles/su7/record?q=deliveries")));
    }
}
