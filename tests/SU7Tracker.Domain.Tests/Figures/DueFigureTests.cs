using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class DueFigureTests
{
    private static readonly Series Built = new("su7", Measure.Production, Series.Built);
    private static readonly Rhythm Weekly = new(Built, Every.Week, 2, new(2024, 4, 3));

    private static Figure In(DateOnly monday, Quantity quantity) =>
        new(FigureKey.InPeriod(Built, Week.Of(monday).Period), quantity, null, "press");

    private static Snapshot On(DateOnly today, params Figure[] figures) =>
        new FamilyHistory([new("su7", "SU7", "Xiaomi", null)], 1, figures, [new("press", "", "", "", null, Grade.B)], [], [], [], [])
            .Find("su7")!.AsOf(today);

    [Fact]
    public void AWeekIsExpectedSomeDaysAfterItsEnd()
    {
        Assert.Empty(Weekly.Expected(new(2024, 4, 8)));
        Assert.Equal(["2024-W14"], Weekly.Expected(new(2024, 4, 9)).Select(p => p.ToString()));
        Assert.Equal(["2024-04"], (Weekly with { Every = Every.Month }).Expected(new(2024, 5, 2)).Select(p => p.ToString()));
        Assert.Empty((Weekly with { Every = Every.Month }).Expected(new(2024, 5, 1)));
    }

    [Fact]
    public void WhatIsNotExactlyOnRecordIsLateMissingOrProvisional()
    {
        var due = DueFigure.Of(
            Weekly,
            On(
                new(2024, 5, 7),
                In(new(2024, 4, 1), Quantity.Exact(7)),
                In(new(2024, 4, 15), Quantity.AtLeast(2000)),
                In(new(2024, 4, 22), Quantity.Exact(8))));
        Assert.Equal(
            [("2024-W18", Wanting.Late), ("2024-W16", Wanting.Provisional), ("2024-W15", Wanting.Missing)],
            due.Select(d => (d.Period.ToString(), d.Wanting)));
        Assert.Equal(new DateOnly(2024, 5, 7), due[0].DueOn);
        Assert.Equal(Quantity.AtLeast(2000), due[1].Count);
        Assert.Null(due[2].Count);
    }

    [Fact]
    public void WhatTheRecordDeterminesIsThereWhoeverHasPublishedIt() =>
        Assert.Empty(DueFigure.Of(
            Weekly with { StartsOn = new(2024, 4, 8) },
            On(
                new(2024, 4, 16),
                new Figure(FigureKey.Cumulative(Built, new(2024, 4, 7)), Quantity.Exact(100), null, "press"),
                new Figure(FigureKey.Cumulative(Built, new(2024, 4, 14)), Quantity.Exact(180), null, "press"))));
}
