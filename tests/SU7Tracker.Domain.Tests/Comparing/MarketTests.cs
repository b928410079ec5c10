using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests.Comparing;

/// <summary>Makers beside each other in a period.</summary>
public class MarketTests
{
    private static readonly Period April = Some.Days("2024-04-01", "2024-04-30");

    private static Market Of(bool byMaker, Vehicle[] vehicles, params (string Slug, Quantity Count)[] counts)
    {
        var family = Some.Family(
            vehicles,
            counts.Select(c => Some.In(April, c.Count, series: new(c.Slug, Measure.Registrations, Series.Insured))));
        return Market.Of(
            vehicles.Select(v => family.Find(v.Slug)!.AsOf(new(2024, 6, 1))),
            Measure.Registrations,
            Series.Insured,
            April,
            byMaker);
    }

    private static Vehicle A(string slug, string maker, string parent = "") => new(slug, slug, maker, null) { Parent = parent };

    [Fact]
    public void TwentyMakersHaveTheirRanksAndShares()
    {
        var market = Of(
            true, [.. Enumerable.Range(1, 20).Select(i => A($"v{i}", $"Maker {i}"))],
            [.. Enumerable.Range(1, 20).Select(i => ($"v{i}", Quantity.Exact(i * 100)))]);
        Assert.Equal(Quantity.Exact(21_000), market.Total);
        Assert.Equal(20, market.Contenders.Count);
        Assert.Equal(("Maker 20", 1, 1), (market.Contenders[0].Name, market.Contenders[0].BestRank, market.Contenders[0].WorstRank));
        Assert.Equal(Quantity.Exact(Rational.Of(2_000, 21_000)), market.Contenders[0].Share);
        Assert.Null(market.Covered);
    }

    [Fact]
    public void ARankIsAsOpenAsTheCountsAre()
    {
        var market = Of(
            true,
            [A("a", "A"), A("b", "B"), A("c", "C")],
            ("a", Quantity.Range(100, 300)),
            ("b", Quantity.Exact(200)),
            ("c", Quantity.Exact(50)));
        Assert.Equal(
            [("A", 1, 2), ("B", 1, 2), ("C", 3, 3)],
            market.Contenders.OrderBy(c => c.Name).Select(c => (c.Name, c.BestRank, c.WorstRank)));
        var share = market.Contenders.Single(c => c.Name == "A").Share!.Value;
        Assert.Equal((Rational.Of(100, 350), Rational.Of(300, 550)), (share.Low, share.High!.Value));
    }

    [Fact]
    public void AFloorLeavesEveryBetterRankOpen()
    {
        var market = Of(true, [A("a", "A"), A("b", "B")], ("a", Quantity.AtLeast(10)), ("b", Quantity.Exact(200)));
        Assert.Equal([("A", 1, 2), ("B", 1, 2)], market.Contenders.OrderBy(c => c.Name).Select(c => (c.Name, c.BestRank, c.WorstRank)));
        Assert.Equal(1, market.Contenders.Single(c => c.Name == "A").Share!.Value.High!.Value);
    }

    [Fact]
    public void APartIsInItsBrandsCountAndNotAddedToIt()
    {
        Vehicle[] vehicles = [A("brand", "A"), A("model", "A", "brand"), A("other", "B")];
        var byMaker = Of(true, vehicles, ("brand", Quantity.Exact(300)), ("model", Quantity.Exact(200)), ("other", Quantity.Exact(100)));
        Assert.Equal([("A", 300L), ("B", 100L)], byMaker.Contenders.Select(c => (c.Name, (long)c.Count.Low.Numerator)));
        Assert.Equal(["brand"], byMaker.Contenders[0].Vehicles.Select(v => v.Slug));
        Assert.Equal(Quantity.Exact(400), byMaker.Total);
    }

    [Fact]
    public void TheWholeMarketTellsWhatTheRecordCovers()
    {
        Vehicle[] vehicles = [A("china", "All makers"), A("a", "A", "china"), A("b", "B", "china"), A("c", "C", "china")];
        var market = Of(true, vehicles, ("china", Quantity.Exact(1_000)), ("a", Quantity.Exact(300)), ("b", Quantity.Exact(200)));
        Assert.Equal("china", market.Whole!.Slug);
        Assert.Equal(Quantity.Exact(Rational.Of(1, 2)), market.Covered);
        Assert.Equal(Quantity.Exact(Rational.Of(3, 10)), market.Contenders[0].Share);
        Assert.Equal(["A", "B"], market.Contenders.Where(c => c.Name != "C").Select(c => c.Name));
    }

    [Fact]
    public void WhoIsNotCountedIsNamed()
    {
        var market = Of(false, [A("a", "A"), A("b", "B")], ("a", Quantity.Exact(5)));
        Assert.Equal(["b"], market.Uncounted.Select(v => v.Slug));
        Assert.Equal(Quantity.Exact(1), Assert.Single(market.Contenders).Share);
    }

    [Fact]
    public void NothingIsCountedWhereNothingIsKnown()
    {
        var market = Of(true, [A("a", "A")]);
        Assert.Empty(market.Contenders);
        Assert.Equal(Quantity.Exact(0), market.Total);
    }

    [Fact]
    public void TheRichestMonthOfRetailCountsHasSeveralModels()
    {
        var snapshots = PublicRecord.Family.Vehicles.Select(v => PublicRecord.Family.Find(v.Slug)!.AsOf(new(2026, 10, 31))).ToList();
        var month = Market.Richest(snapshots, Measure.Deliveries, Series.Retail, day => Month.Of(day).Period)!.Value;
        Assert.True(Market.Of(snapshots, Measure.Deliveries, Series.Retail, month, byMaker: true).Contenders.Count >= 3);
        Assert.Null(Market.Richest(snapshots, Measure.Orders, "unheard-of", day => Month.Of(day).Period));
    }
}
