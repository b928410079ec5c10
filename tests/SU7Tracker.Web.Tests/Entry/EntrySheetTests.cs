using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry;

public class EntrySheetTests
{
    private const string Week15 = "2024-W15|production.built", Week16 = "2024-W16|production.built";
    private static readonly GridChoice Choice = new(ViewState.Read("/entry"), Some.Today);
    private static readonly Figure Week = Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), source: "press");

    [Fact]
    public void WhatIsTypedIsReadAgainstTheRecord()
    {
        var sheet = Sheet(Week);
        sheet.Type([Cell(Week16, "2400"), Cell("2024-W17|production.built", "?")]);
        sheet.Read();
        Assert.Equal([CellState.Ready, CellState.Wrong], sheet.Draft.Cells.Select(c => c.State));
        Assert.Equal(Week16, Assert.Single(sheet.Draft.Ready).Typed.Id);
    }

    [Fact]
    public void WhatIsTypedAgainTakesItsPlaceAndWhatIsGoneIsGone()
    {
        var sheet = Sheet();
        sheet.Type([Cell(Week15, "1"), Cell(Week16, "2")]);
        sheet.Type([Cell(Week15, "3")], [Week16]);
        Assert.Equal([(Week15, "3")], sheet.Typed.Select(t => (t.Id, t.Text)));
    }

    [Fact]
    public void ACellThatSomebodyHasRecordedMeanwhileIsAConflict()
    {
        var sheet = Sheet();
        sheet.Type([Cell(Week15, "2400")]);
        sheet.Open(Some.History(Week), Choice);
        sheet.Read();
        Assert.Equal(Week15, Assert.Single(sheet.Draft.Conflicts).Typed.Id);
    }

    [Fact]
    public void WhatIsOnRecordAlreadyIsToldSoThatItIsTypedNoLonger()
    {
        var sheet = Sheet();
        sheet.Type([Cell(Week15, "2394")]);
        sheet.Open(Some.History(Week), Choice);
        Assert.Equal([Week15], sheet.Read());
    }

    [Fact]
    public void SavedCellsAreTakenOutAndTheSourceStaysForTheNext()
    {
        var sheet = Sheet();
        (sheet.Batch.Reason, sheet.Batch.NewSource) = ("restated", new() { Title = "A release" });
        sheet.Type([Cell(Week15, "2394")]);
        sheet.Read();
        Assert.Equal([Week15], sheet.TakeSaved());
        Assert.Empty(sheet.Typed);
        Assert.Equal(("press", "", "A release"), (sheet.Batch.Source, sheet.Batch.Reason, sheet.Batch.NewSource?.Title));
    }

    [Fact]
    public void ARefusedCellSaysWhyAndTheOthersStayReady()
    {
        var sheet = Sheet();
        sheet.Type([Cell(Week15, "2394"), Cell(Week16, "2400")]);
        sheet.Read();
        var problem = new Problem("to", "PeriodCrossed", Some.Day(4, 14), Some.Day(4, 8));
        sheet.Refuse(sheet.Draft, [new(Result.Rejected, 0, problem), new(Result.New, 1)]);
        Assert.Equal([CellState.Wrong, CellState.Ready], sheet.Draft.Cells.Select(c => c.State));
        Assert.Equal(problem.Text(CultureInfo.CurrentCulture), sheet.Draft.Cells[0].Words);
    }

    [Fact]
    public void OfAnotherVehicleNothingIsTyped()
    {
        var sheet = Sheet();
        sheet.Restore(new([Cell(Week15, "2394")], KeptEntry.Write(new() { Source = "press" })), Choice);
        sheet.Focus(Week15);
        Assert.Equal((1, "press"), (sheet.Restored, sheet.Batch.Source));
        Assert.True(sheet.Open(null, Choice));
        Assert.Equal((0, "", ""), (sheet.Typed.Count + sheet.Restored, sheet.Batch.Source, sheet.FocusedId));
    }

    [Fact]
    public void WhatAnEarlierVersionOfThePageKeptIsNoReasonToFail() =>
        Assert.Equal(new BatchFields(), new KeptEntry([], "[not what is written now]").ReadBatch());

    private static TypedCell Cell(string id, string text) => new(id, text, "", "");

    private static EntrySheet Sheet(params Figure[] figures)
    {
        var sheet = new EntrySheet();
        sheet.Open(Some.History(figures), Choice);
        sheet.Batch.Source = "press";
        return sheet;
    }
}
