using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class VehicleHistoryTests
{
    [Fact]
    public void RevisionsStandInOrderUnderTheirFigure()
    {
        var (w1, w2) = (Some.Week.Period, Some.Week.Next.Period);
        var history = Some.History([
            Some.In(w2, Quantity.Exact(3)),
            Some.In(w1, Quantity.Exact(2)) with
            {
                Revision = 2,
            },
            Some.In(w1, Quantity.Exact(1)),
            Some.UpTo(w1.End, Quantity.Exact(9)),
        ]);
        Assert.Equal(
            [
                [1, 2],
                [9],
                [3],
            ],
            history.Revisions[Some.Series].Select(r => r.Select(f => (long)f.Quantity.Low.Numerator).ToArray()));
    }

    [Fact]
    public void MilestonesAndClaimsAreInOrder()
    {
        Assert.Equal(PublicRecord.SU7.Milestones.OrderBy(m => m.Date), PublicRecord.SU7.Milestones);
        Assert.Equal(PublicRecord.SU7.Claims.OrderBy(c => c.StatedOn).ThenBy(c => c.Id, StringComparer.Ordinal), PublicRecord.SU7.Claims);
    }

    [Fact]
    public void ManyDaysMayBeAskedForAtOnce()
    {
        var days = Enumerable.Range(0, 400).Select(PublicRecord.ArticleDay.AddDays).ToList();
        var expected = days.ConvertAll(d => Orders(d));
        var actual = new string?[days.Count];
        Parallel.For(0, days.Count, i => actual[i] = Orders(days[i]));
        Assert.Equal(expected, actual);
        static string? Orders(DateOnly day) =>
            new Metrics(PublicRecord.SU7.AsOf(day), MonthBasis.FourWeeks).CumulativeOrders.Value?.ToString();
    }
}
