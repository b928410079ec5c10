using System.Globalization;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class WeekTests
{
    [Fact]
    public void EveryDayOfTheCenturyIsInItsIsoWeek()
    {
        for (var day = new DateOnly(2000, 1, 1); day <= new DateOnly(2100, 12, 31); day = day.AddDays(1))
        {
            var week = Week.Of(day);
            var date = day.ToDateTime(default);
            Assert.Equal($"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}", week.ToString());
            Assert.Equal((DayOfWeek.Monday, DayOfWeek.Sunday), (week.Monday.DayOfWeek, week.Sunday.DayOfWeek));
            Assert.True(week.Period.Contains(day));
            Assert.Equal(7, week.Period.Days);
        }
    }

    [Fact]
    public void EveryWeekOfTheCenturyIsReadAsItIsWritten()
    {
        for (var week = Week.Of(new(2000, 1, 1)); week.Monday.Year <= 2100; week = week.Next)
        {
            Assert.True(Week.TryParse(week.ToString(), out var read));
            Assert.Equal(week, read);
            Assert.Equal(week, week.Next.Previous);
            Assert.Equal(week.Sunday.AddDays(1), week.Next.Monday);
        }
    }

    [Theory]
    [InlineData("2004-W53", "2004-12-27")]
    [InlineData("2009-W53", "2009-12-28")]
    [InlineData("2015-W53", "2015-12-28")]
    [InlineData("2020-W53", "2020-12-28")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2024-W01", "2024-01-01")]
    [InlineData("2025-W01", "2024-12-30")]
    [InlineData("2024-w15", "2024-04-08")]
    public void AWeekIsReadAsTheStandardCountsIt(string text, string monday)
    {
        Assert.True(Week.TryParse(text, out var week));
        Assert.Equal(Some.On(monday), week.Monday);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2024-W53")]
    [InlineData("2025-W53")]
    [InlineData("2024-W00")]
    [InlineData("2024-W1")]
    [InlineData("2024W15")]
    [InlineData("2024-15")]
    [InlineData("0000-W01")]
    [InlineData("+024-W01")]
    [InlineData("2024-W+1")]
    [InlineData("2024-W15 ")]
    public void WhatIsNoWeekIsNotRead(string? text) => Assert.False(Week.TryParse(text, out _));

    [Fact]
    public void APeriodTouchesTheWeeksOfItsEnds()
    {
        Assert.Equal(["2024-W15"], Week.In(Week.Of(Some.Day).Period).Select(w => w.ToString()));
        Assert.Equal(["2024-W14", "2024-W15", "2024-W16"], Week.In(Some.Days("2024-04-07", "2024-04-15")).Select(w => w.ToString()));
        Assert.Equal(["2020-W53"], Week.In(Some.Days("2021-01-01", "2021-01-03")).Select(w => w.ToString()));
    }

    [Fact]
    public void WeeksAreOrderedInTime()
    {
        var (early, late) = (Some.Week, Some.Week.Next);
        Assert.True(early < late && late > early && early <= late && late >= early && early.CompareTo(late) < 0);
        Assert.False(early > late || late < early || early >= late || late <= early);
    }

    [Fact]
    public void DefaultIsTheFirstWeekThereIs() => Assert.Equal(Week.Of(DateOnly.MinValue), default);
}
