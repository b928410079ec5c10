using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public sealed class FigureChangesTests
{
    private static readonly Series Built = new("x", Measure.Production, Series.Built);
    private static readonly Period April = Month.Of(new(2024, 4, 1)).Period;

    private static Figure Count(long count, DateOnly known, int revision = 1, string source = "a", bool withdrawn = false) =>
        new(FigureKey.InPeriod(Built, April), Quantity.Exact(count), known, source) { Revision = revision, Withdrawn = withdrawn };

    private static VehicleHistory History(params Figure[] figures) =>
        new FamilyHistory(
            [new("x", "X", "Maker", null)],
            1,
            figures,
            [new("a", "", "", "", null, Grade.A), new("b", "", "", "", null, Grade.B)],
            [],
            [],
            [],
            []
        ).Find("x")!;

    [Fact]
    public void AFigureIsNewRevisedOrWithdrawn()
    {
        var history = History(
            Count(1_000, new(2024, 5, 1)), Count(1_100, new(2024, 6, 1), 2), Count(1_100, new(2024, 7, 1), 3, withdrawn: true));
        var born = Assert.Single(FigureChanges.Between(history, new(2024, 4, 30), new(2024, 5, 1)));
        Assert.True(born.IsNew);
        var revised = Assert.Single(FigureChanges.Between(history, new(2024, 5, 1), new(2024, 6, 1)));
        Assert.True(revised.IsRevised);
        Assert.Equal(Quantity.Exact(100), revised.Size);
        Assert.True(Assert.Single(FigureChanges.Between(history, new(2024, 6, 1), new(2024, 7, 1))).IsWithdrawn);
        Assert.Empty(FigureChanges.Between(history, new(2024, 7, 1), new(2024, 8, 1)));
        Assert.Equal([new(2024, 5, 1), new(2024, 6, 1), new(2024, 7, 1)], FigureChanges.Days(history));
    }

    [Fact]
    public void AFigureThatCameAndWentInBetweenIsNoChange() => Assert.Empty(FigureChanges.Between(
        History(Count(1_000, new(2024, 5, 1)), Count(1_000, new(2024, 6, 1), 2, withdrawn: true)), new(2024, 4, 1), new(2024, 7, 1)));

    [Fact]
    public void ANumberNamesTheFigureThatMovedIt()
    {
        var history = PublicRecord.SU7;
        var (then, now) = (new DateOnly(2024, 5, 7), new DateOnly(2024, 6, 2));
        var moved = FigureChanges.Moved(
            new Metrics(history.AsOf(then), MonthBasis.FourWeeks).All, new Metrics(history.AsOf(now), MonthBasis.FourWeeks).All,
            FigureChanges.Between(history, then, now)).Single(m => m.Now.Key == "cumulative-deliveries");
        Assert.True(moved.IsChanged);
        Assert.NotEmpty(moved.Moved);
        Assert.All(moved.Moved, c => Assert.InRange(c.Figure.KnownOn, then.AddDays(1), now));
    }

    [Fact]
    public void TheTriangleHasARowForTheDaysAndAColumnForTheDayOnWhichTheyBecameKnown()
    {
        var history = History(Count(1_000, new(2024, 5, 1)), Count(1_100, new(2024, 6, 1), 2), Count(1_050, new(2024, 6, 15), source: "b"));
        var triangle = RevisionTriangle.Of(history, Built, new(2024, 6, 10));
        Assert.Equal([new(2024, 5, 1), new(2024, 6, 1)], triangle.Columns);
        Assert.True(Assert.Single(triangle.Rows).IsRevised);
        var restated = RevisionTriangle.Of(history, Built, new(2024, 7, 1)).Restatements.ToList();
        Assert.Equal([false, true], restated.Select(r => r.IsRevision));
        Assert.Equal((14, Quantity.Exact(-50)), (restated[0].Delay, restated[0].Size));
        Assert.Equal((31, Quantity.Exact(100), Quantity.Exact(10)), (restated[1].Delay, restated[1].Size, restated[1].Share));
        Assert.False(restated[0].Agrees);
    }

    [Fact]
    public void ASeriesWithoutFiguresHasAnEmptyTriangle()
    {
        var triangle = RevisionTriangle.Of(History(Count(1, new(2024, 5, 1))), Built with { Basis = "other" }, new(2024, 7, 1));
        Assert.Empty(triangle.Rows);
        Assert.Empty(triangle.Columns);
    }
}
