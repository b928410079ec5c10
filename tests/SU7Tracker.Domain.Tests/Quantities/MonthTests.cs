using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class MonthTests
{
    [Fact]
    public void EveryDayOfTheCenturyIsInItsMonth()
    {
        for (var day = new DateOnly(2000, 1, 1); day <= new DateOnly(2100, 12, 31); day = day.AddDays(1))
        {
            var month = Month.Of(day);
            Assert.Equal((day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)), (month.Year, month.Number, month.Days));
            Assert.Equal((1, month.Days), (month.Period.Start.Day, month.Period.Days));
            Assert.True(month.Period.Contains(day));
            Assert.Equal(month.Period.End.AddDays(1), month.Next.Period.Start);
            Assert.Equal($"{day.Year}-{day.Month:00}", month.ToString());
        }
    }

    [Theory]
    [InlineData("2000-02-01", 29)]
    [InlineData("2023-02-01", 28)]
    [InlineData("2024-02-01", 29)]
    [InlineData("2100-02-01", 28)]
    public void FebruaryFollowsTheLeapYears(string day, int days) => Assert.Equal(days, Month.Of(Some.On(day)).Days);

    [Fact]
    public void APeriodTouchesTheMonthsOfItsEnds() =>
        Assert.Equal(["2023-12", "2024-01", "2024-02"], Month.In(Some.Days("2023-12-31", "2024-02-01")).Select(m => m.ToString()));

    [Fact]
    public void WeeksAndMonthsOfAPeriodCoverTheSameDays()
    {
        var period = Some.Days("2023-11-15", "2025-03-04");
        var byWeeks = Week.In(period).Sum(w => w.Period.Overlap(period)!.Value.Days);
        var byMonths = Month.In(period).Sum(m => m.Period.Overlap(period)!.Value.Days);
        Assert.Equal((period.Days, period.Days), (byWeeks, byMonths));
    }

    [Fact]
    public void MonthsAreOrderedInTime()
    {
        var (early, late) = (Month.Of(Some.Day), Month.Of(Some.Day).Next);
        Assert.True(early < late && late > early && early <= late && late >= early && early.CompareTo(late) < 0);
        Assert.False(early > late || late < early || early >= late || late <= early);
    }
}
