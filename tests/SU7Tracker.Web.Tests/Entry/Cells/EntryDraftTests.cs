using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry.Cells;

public class EntryDraftTests
{
    private static readonly Figure[] Weeks =
        [
            .. Enumerable.Range(0, 6).Select(i => Some.Day(4, 8).AddDays(7 * i))
                .Select(monday => Some.In(Some.Built, monday, monday.AddDays(6), Quantity.Exact(2_000))),
        ];

    [Theory]
    [InlineData("2024-W21|production.built", "2100", null)]
    [InlineData("2024-W21|production.built", "5000", "pace:5,000")]
    [InlineData("2024-W21|production.built", "500", "pace:500")]
    [InlineData("2024-W22|production.built", "2000", "gap:2024-W21")]
    [InlineData("2025-W10|production.built", "2000", "future:2,000")]
    [InlineData("2024-05-16~2024-05-22|production.built", "2000", "overlap:2024-W20")]
    public void WhatIsUnusualIsToBeCalledRight(string id, string text, string? key)
    {
        var cell = Assert.Single(Read(Weeks, new TypedCell(id, text, "", "")).Cells);
        Assert.Equal(key is null ? [] : [key], cell.Warnings.Select(w => w.Key));
        Assert.Equal(key is null ? CellState.Ready : CellState.Asks, cell.State);
        if (key is not null)
        {
            var right = Read(Weeks, new TypedCell(id, text, "", "") { Acknowledged = [key] });
            Assert.Equal(CellState.Ready, Assert.Single(right.Cells).State);
        }
    }

    [Fact]
    public void ACountToDateThatFallsIsUnusual()
    {
        var before = Some.UpTo(Some.Locked, Some.Day(4, 7), Quantity.Exact(40_000));
        var cell = Assert.Single(Read([before], new TypedCell("2024-W15|orders.locked~", "39000", "", "")).Cells);
        Assert.Equal("falls:39,000", Assert.Single(cell.Warnings).Key);
    }

    [Fact]
    public void AWeekThatWasPublishedAYearLaterMayBeOfAnotherYear()
    {
        var draft = EntryDraft.Read(
            Record(), [new("2024-W15|production.built", "2000", "", "")], new() { Source = "press", Published = "2025-04-15" });
        Assert.StartsWith("year:", Assert.Single(Assert.Single(draft.Cells).Warnings).Key, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNumberOfTheGroupIsUnusualForOneOfItsParts()
    {
        var whole = Some.In(new("brand", Measure.Production, Series.Built), Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(3_000));
        var history = new FamilyHistory(
            [new("brand", "Brand", "Maker", null), new(Some.Slug, "SU7", "Maker", null) { Parent = "brand" }],
            1,
            [whole],
            [],
            [],
            [],
            [],
            []
        ).Find(Some.Slug)!;
        TypedCell typed = new("2024-W15|production.built", "3000", "", "");
        var draft = EntryDraft.Read(new(history, Some.Today), [typed], new() { Source = "press" });
        Assert.Equal("group:3,000", Assert.Single(Assert.Single(draft.Cells).Warnings).Key);
    }

    [Fact]
    public void AWeekTypedBesideOthersIsHeldAgainstThemToo()
    {
        TypedCell[] grown = [new("2024-W21|production.built", "2900", "", ""), new("2024-W22|production.built", "4000", "", "")];
        Assert.All(Read(Weeks, grown).Cells, c => Assert.Empty(c.Warnings));
    }

    [Fact]
    public void WhatCannotBeReadStaysAsideAndWhatAsksKeepsAllFromBeingSaved()
    {
        TypedCell unread = new("2024-W16|production.built", "?", "", "");
        var draft = Read([], new TypedCell("2024-W15|production.built", "2394", "", ""), unread);
        Assert.False(draft.IsOpen);
        Assert.Equal(Quantity.Exact(2_394), Assert.Single(draft.Drafts).Quantity);
        Assert.Single(draft.Wrong);
        Assert.True(EntryDraft.Read(Record(), [new("2024-W15|production.built", "2394", "", "")], new()).IsOpen);
    }

    [Theory]
    [InlineData("2024-W15", "2024-04-08", "2024-04-14")]
    [InlineData("2024-04", "2024-04-01", "2024-04-30")]
    [InlineData("2024-04-04~2024-04-30", "2024-04-04", "2024-04-30")]
    [InlineData("2024-04-04~2024-04-04", "2024-04-04", "2024-04-04")]
    public void ARowIsNamedByItsDays(string id, string start, string end)
    {
        var row = GridRow.Parse(id)!;
        Assert.Equal(new Period(DayText.Read(start)!.Value, DayText.Read(end)!.Value), row.Days);
        Assert.Equal(id, row.Id);
    }

    [Theory, InlineData("2024-W54"), InlineData("2024-13"), InlineData("2024-04-30~2024-04-04"), InlineData("")]
    public void WhatNamesNoDaysIsNoRow(string id) => Assert.Null(GridRow.Parse(id));

    [Theory, InlineData("production.built"), InlineData("deliveries.delivered.beijing"), InlineData("orders.locked~")]
    public void AColumnIsNamedByItsSeries(string id) => Assert.Equal(id, GridColumn.Parse(Some.Slug, id)!.Id);

    [Fact]
    public void WhatTheRecordDeterminesIsShownApartFromWhatIsPublished()
    {
        var month = Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 21), Quantity.Exact(4_400));
        var model = GridModel.Of(
            new(
                Record(Weeks[0], month), RowKind.Weeks, GridRow.Between(RowKind.Weeks, new(Some.Day(4, 8), Some.Day(4, 28)), []),
                [new(Some.Built, Reading.InPeriod)], new Dictionary<string, City>()));
        Assert.Equal(
            [("2,000", true), ("2,400", false), (null, false)],
            model.Cells.Select(row => (row[0]?.Text, row[0]?.Published ?? false)));
    }

    private static GridRecord Record(params Figure[] figures) => new(Some.History(figures), Some.Today);

    private static EntryDraft Read(Figure[] figures, params TypedCell[] typed) =>
        EntryDraft.Read(Record(figures), typed, new() { Source = "press" });
}
