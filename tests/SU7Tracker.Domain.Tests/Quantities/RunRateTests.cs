using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class RunRateTests
{
    [Theory]
    [InlineData("2024-04-08", "2024-04-14", 700, 700)]
    [InlineData("2024-04-08", "2024-04-21", 700, 350)]
    [InlineData("2024-04-11", "2024-04-14", 400, 700)]
    public void APaceIsUnitsByDaysTimesSeven(string start, string end, long units, long weekly) =>
        Assert.Equal(Quantity.Exact(weekly), RunRate.Weekly(Quantity.Exact(units), Some.Days(start, end)));

    [Fact]
    public void ACalendarMonthIsTheOneThatHoldsTheLastDay() =>
        Assert.Equal(
            Quantity.Exact(310),
            RunRate.Of(Quantity.Exact(70), Some.Days("2024-04-29", "2024-05-05"), MonthBasis.CalendarMonth).UnitsPerMonth);

    [Fact]
    public void AnAmountIsSoManyMonthsOfIt()
    {
        Assert.Equal(Quantity.AtLeast(10), Held(1_000).Months(Quantity.AtLeast(40_000)));
        Assert.Equal("≈ 1,300", RunRate.Weekly(Quantity.About(1_300), Some.Week.Period).ToString());
    }

    [Fact]
    public void AtAStandstillNoAmountIsAnyNumberOfMonths() => Assert.Null(Held(0).Months(Quantity.AtLeast(40_000)));

    private static RunRate Held(long weekly) => RunRate.Of(Quantity.Exact(weekly), Some.Week.Period, MonthBasis.FourWeeks);
}
