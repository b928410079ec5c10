using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public sealed class TighteningTests
{
    private static readonly Snapshot January2025 = PublicRecord.SU7.AsOf(new(2025, 1, 2));
    private static readonly Series Delivered = January2025.Of(Measure.Deliveries, Series.Delivered);
    private static readonly Period Week45 = Week.Of(new(2024, 11, 6)).Period;

    [Fact]
    public void NothingTightensWhatIsExact()
    {
        var exact = PublicRecord.SU7.AsOf(new(2025, 12, 31)).Of(Measure.Deliveries, Series.Delivered);
        Assert.Empty(Tightening.Of(PublicRecord.SU7.AsOf(new(2025, 12, 31)), exact, new(2025, 3, 31), new(2025, 6, 30)));
    }

    [Fact]
    public void TheFiguresThatTightenMostComeFirst()
    {
        var now = January2025.Between(Delivered, Week45.Before, Week45.End);
        var candidates = Tightening.Of(January2025, Delivered, Week45.Before, Week45.End);
        Assert.NotEmpty(candidates);
        Assert.True(candidates.Count <= 4);
        Assert.All(candidates, c => Assert.True(now.Holds(c.Remaining) && c.Remaining != now));
        Assert.Equal(
            candidates.OrderBy(c => Tightening.Width(c.Remaining)!.Value.ToDecimal()).Select(c => c.Key),
            candidates.Select(c => c.Key));
        Assert.DoesNotContain(candidates, c => c.Key == FigureKey.InPeriod(Delivered, Week45));
    }

    [Fact]
    public void WhatRemainsIsWhatTheRecordWouldSayWithTheFigure()
    {
        foreach (var candidate in Tightening.Of(January2025, Delivered, Week45.Before, Week45.End, most: 30))
        {
            var figure = new Figure(candidate.Key, candidate.Count, candidate.Key.End.AddDays(1), "tried");
            var family = PublicRecord.Family.With([figure]);
            var with = new FamilyHistory(
                family.Vehicles,
                1,
                family.Revisions.Values.SelectMany(s => s).SelectMany(f => f),
                family.Sources.Values.Append(new("tried", "", "", "", null, Grade.A)),
                [],
                [],
                [],
                [])
                .Find("su7")!
                .AsOf(January2025.AsOf);
            var remains = with.Between(Delivered, Week45.Before, Week45.End);
            Assert.Equal((candidate.Key, candidate.Remaining.Low, candidate.Remaining.High), (candidate.Key, remains.Low, remains.High));
        }
    }
}
