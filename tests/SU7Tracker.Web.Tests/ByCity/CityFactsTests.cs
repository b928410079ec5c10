using SU7Tracker.Domain;
using SU7Tracker.Web.ByCity;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.ByCity;

public sealed class CityFactsTests
{
    private static readonly Dictionary<string, City> Cities = new()
    {
        ["beijing"] = new("beijing", "Beijing", "北京", "CN", Some.Day(4, 18)), ["shenzhen"] = new("shenzhen", "Shenzhen", "深圳", "CN", null),
    };

    private static Figure In(string city, Quantity count) => Some.UpTo(Some.Delivered with { City = city }, Some.Day(4, 30), count);

    private static CityFacts Facts(params Figure[] figures) => new(Some.Snapshot(figures), Cities, null, null);

    [Fact]
    public void CitiesAreRankedAndTheRestIsCounted()
    {
        var facts = Facts(
            Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(1_000)),
            In("beijing", Quantity.Exact(200)),
            In("shenzhen", Quantity.Exact(300)));
        Assert.Equal(["shenzhen", "beijing"], facts.Counted.Select(r => r.Slug));
        Assert.Equal([Quantity.Exact(30), Quantity.Exact(20)], facts.Counted.Select(r => r.Share));
        Assert.Equal(Quantity.Exact(500), facts.Rest);
        Assert.Equal(Quantity.Exact(50), facts.RestShare);
    }

    [Fact]
    public void OfAFloorTheShareIsAFloorAndTheRestACeiling()
    {
        var facts = Facts(Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(1_000)), In("beijing", Quantity.AtLeast(200)));
        Assert.Equal("20–100", facts.Counted.Single().Share!.Value.ToString());
        Assert.Equal("≤ 800", facts.Rest!.Value.ToString());
    }

    [Fact]
    public void WithoutATotalThereAreCountsButNoShares()
    {
        var facts = Facts(In("beijing", Quantity.Exact(200)));
        Assert.Equal(Quantity.Exact(200), facts.Counted.Single().Count);
    }

    [Fact]
    public void WithoutCountsThereIsNoRest()
    {
        var facts = Facts(Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(1_000)));
        Assert.Empty(facts.Counted);
        Assert.Null(facts.Rest);
    }
}
