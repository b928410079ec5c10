using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class MonthBasisTests
{
    [Theory]
    [InlineData("four-weeks", 4, 1)]
    [InlineData("thirty-days", 30, 7)]
    [InlineData("average-month", 13, 3)]
    [InlineData("gregorian-month", 30_436_875, 7_000_000)]
    [InlineData("calendar-month", 30, 7)]
    public void AMonthHasSoManyWeeks(string key, long weeks, long per) =>
        Assert.Equal(Rational.Of(weeks, per), MonthBasis.Find(key)!.WeeksIn(Some.Day));

    [Theory]
    [InlineData("2023-02-14", 28)]
    [InlineData("2024-02-14", 29)]
    [InlineData("2024-04-14", 30)]
    [InlineData("2024-05-14", 31)]
    public void ACalendarMonthHasItsOwnDays(string day, int days) =>
        Assert.Equal(Rational.Of(days, 7), MonthBasis.CalendarMonth.WeeksIn(Some.On(day)));

    [Fact]
    public void TwelveGregorianMonthsAreAMeanYear() =>
        Assert.Equal((Rational)365.2425m, MonthBasis.GregorianMonth.WeeksIn(Some.Day) * 7 * 12);

    [Fact]
    public void EachIsFoundByTheKeyThatItIsWrittenAs()
    {
        Assert.Equal(5, MonthBasis.All.Count);
        Assert.Same(MonthBasis.FourWeeks, MonthBasis.All[0]);
        Assert.All(MonthBasis.All, b => Assert.Same(b, MonthBasis.Find(b.ToString())));
        Assert.Null(MonthBasis.Find("Four-Weeks"));
        Assert.Null(MonthBasis.Find(null));
    }
}
