using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry;

namespace SU7Tracker.Web.Tests.Entry;

public class EntryPreviewTests
{
    private static readonly FigureKey FirstWeek = new(
        new("su7", Measure.Production, Series.Built),
        Reading.InPeriod,
        new(2024, 4, 8),
        new(2024, 4, 14));
    private static readonly DateOnly Today = new(2024, 5, 1);

    [Fact]
    public void TheFirstWeekMakesTheHeadline()
    {
        var preview = Preview(History(), new(FirstWeek, Quantity.Exact(2_394), null, "s"), new(Result.New, 1));
        Assert.Null(preview.Standing);
        Assert.Contains(preview.Changes, c => c is { Before: "not known", After: "9,576", Unit: "units/month" });
    }

    [Fact]
    public void ACorrectionShowsWhatItReplaces()
    {
        var preview = Preview(
            History(new Figure(FirstWeek, Quantity.Exact(2_394), null, "s")),
            new(FirstWeek, Quantity.Exact(2_500), null, "s"),
            new(Result.Revision, 2));
        Assert.Equal(Quantity.Exact(2_394), preview.Standing?.Quantity);
        Assert.Contains(preview.Changes, c => c is { Before: "2,394", After: "2,500" });
    }

    [Fact]
    public void WhatIsOnRecordChangesNothing()
    {
        var preview = Preview(
            History(new Figure(FirstWeek, Quantity.Exact(2_394), null, "s")),
            new(FirstWeek, Quantity.Exact(2_394), null, "s"),
            new(Result.Unchanged, 1));
        Assert.Empty(preview.Changes);
    }

    [Fact]
    public void AFigureThatCannotBeTrueIsNamed()
    {
        var until = new Figure(new(FirstWeek.Series, Reading.Cumulative, null, new(2024, 4, 30)), Quantity.Exact(1_000), null, "s");
        Assert.Single(Preview(History(until), new(FirstWeek, Quantity.Exact(2_394), null, "s"), new(Result.New, 1)).Contradictions);
    }

    [Fact]
    public void WhatBecomesKnownLaterSaysWhen() =>
        Assert.Equal(
            new DateOnly(2024, 6, 1),
            Preview(History(), new(FirstWeek, Quantity.Exact(2_394), new(2024, 6, 1), "s"), new(Result.New, 1)).After);

    private static EntryPreview Preview(VehicleHistory history, FigureDraft draft, PublishedRow row) =>
        EntryPreview.Of(history, draft, row, Today, CultureInfo.InvariantCulture);

    private static VehicleHistory History(params Figure[] figures) =>
        new FamilyHistory([new("su7", "SU7", "Xiaomi", null)], 1, figures, [], [], [], [], []).Find("su7")!;
}
