using SU7Tracker.Domain;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry.Cells;

public class CellReaderTests
{
    private const string Week15 = "2024-W15|production.built";
    private static readonly Figure Published =
        Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), published: Some.Day(4, 18));
    private static readonly Figure Other = Published with { Source = "blog", Quantity = Quantity.Exact(2_400) };

    [Theory]
    [InlineData("2394", "2,394")]
    [InlineData(">20000", "≥ 20,000")]
    [InlineData("20k+", "≥ 20,000")]
    [InlineData("~1300", "≈ 1,300")]
    [InlineData("3-5", "3–5")]
    [InlineData("nearly 10,000", "9,500–9,999")]
    [InlineData("1.2万", "≈ 12,000")]
    [InlineData("约1300", "≈ 1,300")]
    [InlineData("2万多", "≥ 20,000")]
    [InlineData("2万+", "≥ 20,000")]
    public void ACellIsReadAsQuantitiesAre(string text, string read)
    {
        var cell = Read(Typed(Week15, text));
        Assert.Equal((CellState.Ready, read), (cell.State, cell.Draft!.Quantity.ToString()));
    }

    [Fact]
    public void WhatCannotBeReadSaysWhatWouldBeRight()
    {
        var cell = Read(Typed(Week15, "20k+?"));
        Assert.Equal(CellState.Wrong, cell.State);
        Assert.Contains("write a count", cell.Words, StringComparison.Ordinal);
        Assert.Null(cell.Draft);
    }

    [Theory]
    [InlineData("1.234", "1,234")]
    [InlineData("18.500", "18,500")]
    [InlineData("1,5k", "1.5k")]
    [InlineData("1,234", null)]
    [InlineData("x", null)]
    public void ASeparatorThatCanBeReadInTwoWaysIsAskedAbout(string text, string? suggestion) =>
        Assert.Equal(suggestion, Read(Typed(Week15, text)).Suggestion);

    [Fact]
    public void ACountToDateSpeaksOfTheEndOfTheRow() =>
        Assert.Equal(FigureKey.Cumulative(Some.Locked, Some.Day(4, 14)), Read(Typed("2024-W15|orders.locked~", "40000")).Draft!.Key);

    [Fact]
    public void TheDayOfTheBatchIsNotCarriedToDaysThatEndAfterIt()
    {
        var batch = Batch() with { Published = "2024-04-18" };
        Assert.Equal(Some.Day(4, 18), Read(Typed(Week15, "1"), batch).Draft!.PublishedOn);
        var later = Read(Typed("2024-W16|production.built", "1"), batch);
        Assert.Equal((CellState.Asks, Need.OwnDay), (later.State, later.Need));
        Assert.Equal(CellState.Ready, Read(Typed("2024-W16|production.built", "1") with { Published = TypedCell.NoDay }, batch).State);
        Assert.Equal(
            Some.Day(4, 25),
            Read(Typed("2024-W16|production.built", "1") with { Published = "2024-04-25" }, batch).Draft!.PublishedOn);
    }

    [Fact]
    public void ADayOfTheBatchThatIsNoneIsAskedAboutOnce()
    {
        var batch = Batch() with { Published = "6 May 2025-08-12" };
        Assert.Equal(Need.BatchDay, Read(Typed(Week15, "1"), batch).Need);
        Assert.Equal(Need.OwnDay, Read(Typed(Week15, "1") with { Published = "yesterday" }, batch).Need);
        Assert.Equal(CellState.Ready, Read(Typed(Week15, "1") with { Published = "2024-04-25" }, batch).State);
    }

    [Fact]
    public void ACellWithoutASourceAsksForOne() => Assert.Equal(Need.Source, Read(Typed(Week15, "1"), new()).Need);

    [Fact]
    public void TypingOverTheFigureOfTheSameSourceIsARevisionForAReason()
    {
        var typed = Typed(Week15, "2500", Published);
        Assert.Equal(Need.Reason, Read(typed, Batch(), Published).Need);
        var cell = Read(typed, Batch() with { Reason = "typing", Words = "digits swapped", Published = "2024-06-01" }, Published);
        Assert.Equal(CellState.Ready, cell.State);
        // What was never public keeps its day.
        Assert.Equal((1, "typing error: digits swapped"), (cell.Draft!.ExpectedRevision, cell.Draft.Reason));
        Assert.Equal(Some.Day(4, 18), cell.Draft.PublishedOn);
        var restated = Read(typed, Batch() with { Reason = "restated", Words = "w", Published = "2024-06-01" }, Published);
        Assert.Equal(Some.Day(6, 1), restated.Draft!.PublishedOn);
    }

    [Fact]
    public void TypingOverTheFigureOfAnotherSourceIsAskedAbout()
    {
        var (typed, batch) = (Typed(Week15, "2500", Published), Batch("blog"));
        Assert.Equal(Need.Others, Read(typed, batch, Published).Need);
        var statement = Read(typed, batch with { Others = BatchFields.Statement }, Published);
        Assert.Equal((CellState.Ready, "blog", 0), (statement.State, statement.Draft!.Source, statement.Draft.ExpectedRevision));
        var correction = Read(typed, batch with { Others = BatchFields.Correction, Reason = "restated", Words = "w" }, Published);
        Assert.Equal((CellState.Ready, "press", 1), (correction.State, correction.Draft!.Source, correction.Draft.ExpectedRevision));
    }

    [Fact]
    public void AMinusWithdrawsTheOneShownAndAsksWhereThereAreSeveral()
    {
        var batch = Batch() with { Reason = "withdrawn", Words = "w" };
        Assert.True(Read(Typed(Week15, "-", Published), batch, Published).Draft!.Withdrawn);
        var several = Typed(Week15, "-", Published, Other);
        Assert.Equal(Need.Which, Read(several, batch, Published, Other).Need);
        Assert.Equal("blog", Read(several with { Target = "blog" }, batch, Published, Other).Draft!.Source);
        Assert.Equal(CellState.Wrong, Read(Typed(Week15, "-"), batch).State);
    }

    [Fact]
    public void WhatSomebodyRecordedMeanwhileIsAConflictWhateverTheSource()
    {
        var typed = Typed(Week15, "2500", Published);
        var batch = Batch() with { Reason = "restated", Words = "w" };
        var cell = Read(typed, batch, Published, Other);
        Assert.Equal(CellState.Conflict, cell.State);
        Assert.Contains("2,400 / 2,394", cell.Words, StringComparison.Ordinal);
        Assert.Equal(CellState.Ready, Read(typed with { Base = cell.Cell!.Base }, batch, Published, Other).State);
    }

    [Fact]
    public void AFigureOfASourceThatIsAnotherNameOfOneKeepsItsOwn()
    {
        // The press was the blog all along: of both, the blog's name has the figure that stands.
        var merged = Some.History(Published, Other with { Revision = 4, PublishedOn = Some.Day(5, 1) }).Family
            .With(new Source("blog", "What a blog says", "A Blog", "", null, Grade.B) { AliasOf = "press" }).Find(Some.Slug)!;
        var reader = new CellReader(new(merged, Some.Today), Batch() with { Reason = "restated", Words = "w", Published = "2024-06-01" });
        var cell = reader.Read(Typed(Week15, "2500", Published, Other with { Revision = 4 }));
        Assert.Equal(CellState.Ready, cell.State);
        Assert.Equal(("blog", 4), (cell.Draft!.Source, cell.Draft.ExpectedRevision));
        Assert.Equal([new("press", 1)], cell.Draft.SeenOfOthers!);
        Assert.Equal(CellState.Conflict, reader.Read(Typed(Week15, "2500", Published, Other)).State);
    }

    [Fact]
    public void WhatWasSavedBeforeItsAnswerWasLostIsOnRecord() =>
        Assert.Equal(CellState.Same, Read(Typed(Week15, "2394"), Batch() with { Published = "2024-04-18" }, Published).State);

    private static BatchFields Batch(string source = "press") => new() { Source = source };

    private static TypedCell Typed(string id, string text, params Figure[] seen) =>
        new(id, text, string.Join(' ', seen.Select(f => $"{f.Source}:{f.Revision}").Order(StringComparer.Ordinal)), "");

    private static CellReading Read(TypedCell typed, BatchFields? batch = null, params Figure[] figures) =>
        new CellReader(new(Some.History(figures), Some.Today), batch ?? Batch()).Read(typed);
}
