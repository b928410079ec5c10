using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class SnapshotMemoryTests
{
    [Fact]
    public void ManyDaysOfALongRecordTakeBoundedMemory()
    {
        var weeks = Week.In(Some.Days("2000-01-03", "2019-12-29")).ToList();
        var history = Some.History(
            weeks.Select((w, i) => Some.In(w.Period, i % 2 == 0 ? Quantity.Exact(1_000 + i) : Quantity.Range(900, 1_100 + i))));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200; i++)
        {
            var snapshot = history.AsOf(Some.On("2020-01-01").AddDays(i));
            _ = TimelinePoint.Weeks(snapshot.Curve(Some.Series)!).Count();
        }
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(history);
        Assert.InRange(grown, 1, 96L << 20);
    }
}
