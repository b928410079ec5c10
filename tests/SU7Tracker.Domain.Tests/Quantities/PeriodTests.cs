using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class PeriodTests
{
    [Fact]
    public void BothEndsBelongToIt()
    {
        var period = Some.Days("2024-04-08", "2024-04-14");
        Assert.Equal(7, period.Days);
        Assert.Equal(Some.On("2024-04-07"), period.Before);
        Assert.True(period.Contains(Some.On("2024-04-08")) && period.Contains(Some.On("2024-04-14")));
        Assert.False(period.Contains(Some.On("2024-04-07")) || period.Contains(Some.On("2024-04-15")));
    }

    [Fact]
    public void ItDoesNotEndBeforeItStarts() => Assert.Throws<ArgumentException>(() => Some.Days("2024-04-08", "2024-04-07"));

    [Fact]
    public void DefaultIsTheFirstDayThereIs() => Assert.Equal((DateOnly.MinValue, 1), (default(Period).Start, default(Period).Days));

    [Theory]
    [InlineData("2024-04-01", "2024-04-07", null, null)]
    [InlineData("2024-04-01", "2024-04-08", "2024-04-08", "2024-04-08")]
    [InlineData("2024-04-10", "2024-04-11", "2024-04-10", "2024-04-11")]
    [InlineData("2024-04-10", "2024-05-11", "2024-04-10", "2024-04-14")]
    [InlineData("2024-01-01", "2024-12-31", "2024-04-08", "2024-04-14")]
    public void TheDaysOfBothAreTheirOverlap(string start, string end, string? from, string? to)
    {
        var (week, other) = (Some.Week.Period, Some.Days(start, end));
        Assert.Equal(from is null ? null : Some.Days(from, to!), week.Overlap(other));
        Assert.Equal(week.Overlap(other), other.Overlap(week));
        Assert.Equal(week.Overlap(other) == other, week.Contains(other));
    }

    [Theory]
    [InlineData("2024-04-01", "2024-04-08")]
    [InlineData("2024-04-08", "2024-04-08")]
    [InlineData("2024-04-11", "2024-04-11")]
    [InlineData("2024-04-14", "2024-04-14")]
    [InlineData("2024-04-15", null)]
    public void TheFirstDayIsFoundFromWhichOnSomethingHolds(string from, string? first) =>
        Assert.Equal(first is null ? null : Some.On(first), Some.Week.Period.First(day => day >= Some.On(from)));

    [Theory]
    [InlineData("2024-04-08", "2024-04-14", "2024-W15")]
    [InlineData("2024-04-01", "2024-04-30", "2024-04")]
    [InlineData("2024-04-08", "2024-04-08", "2024-04-08")]
    [InlineData("2024-04-08", "2024-04-15", "2024-04-08/2024-04-15")]
    [InlineData("2021-02-01", "2021-02-28", "2021-02")]
    public void ItIsNamedAfterTheWeekOrMonthThatItIs(string start, string end, string text) =>
        Assert.Equal(text, Some.Days(start, end).ToString());
}
