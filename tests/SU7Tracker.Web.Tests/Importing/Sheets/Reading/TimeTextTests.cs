using System.Globalization;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class TimeTextTests
{
    [Theory]
    [InlineData("2024-W15", "2024-04-08", "2024-04-14")]
    [InlineData("2024 W15", "2024-04-08", "2024-04-14")]
    [InlineData("W15 2024", "2024-04-08", "2024-04-14")]
    [InlineData("Week 15, 2024", "2024-04-08", "2024-04-14")]
    [InlineData("KW15/2024", "2024-04-08", "2024-04-14")]
    [InlineData("2024第15周", "2024-04-08", "2024-04-14")]
    [InlineData("2024年第15周", "2024-04-08", "2024-04-14")]
    [InlineData("2024-04", "2024-04-01", "2024-04-30")]
    [InlineData("2024年4月", "2024-04-01", "2024-04-30")]
    [InlineData("Apr 2024", "2024-04-01", "2024-04-30")]
    [InlineData("Apr-24", "2024-04-01", "2024-04-30")]
    [InlineData("2024Q2", "2024-04-01", "2024-06-30")]
    [InlineData("Q2 2024", "2024-04-01", "2024-06-30")]
    [InlineData("2024年第2季度", "2024-04-01", "2024-06-30")]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("8–14 Apr 2024", "2024-04-08", "2024-04-14")]
    [InlineData("2024-04-08 – 2024-04-14", "2024-04-08", "2024-04-14")]
    [InlineData("2024年4月8日-14日", "2024-04-08", "2024-04-14")]
    [InlineData("2024.3.28-4.7", "2024-03-28", "2024-04-07")]
    [InlineData("14/04/2024", "2024-04-14", "2024-04-14")]
    [InlineData("04/14/2024", "2024-04-14", "2024-04-14")]
    [InlineData("45396", "2024-04-14", "2024-04-14")]
    [InlineData("2024-04-14 00:00:00", "2024-04-14", "2024-04-14")]
    public void WhatSheetsWriteIsRead(string text, string start, string end)
    {
        var period = TimeText.Read(text, TimeKind.Any, null);
        Assert.Equal((Day(start), Day(end)), (period!.Value.Start, period.Value.End));
    }

    [Theory]
    [InlineData("03/04/2024")]
    [InlineData("31/06/2024")]
    [InlineData("2024-W54")]
    [InlineData("第15周")]
    [InlineData("2394")]
    [InlineData("soon")]
    [InlineData("")]
    public void WhatIsNoneOrCanBeTwoIsNotRead(string text) => Assert.Null(TimeText.Read(text, TimeKind.Any, null));

    [Theory]
    [InlineData(DateOrder.DayFirst, "2024-04-03")]
    [InlineData(DateOrder.MonthFirst, "2024-03-04")]
    public void AnAnswerSettlesADayOfTwoReadings(DateOrder order, string day) =>
        Assert.Equal(Day(day), TimeText.ReadDay("03/04/2024", order));

    [Fact]
    public void ADayStandsForItsWeekOrMonthWhereTheColumnSaysSo()
    {
        Assert.Equal(new DateOnly(2024, 4, 8), TimeText.Read("2024-04-14", TimeKind.Week, null)!.Value.Start);
        Assert.Equal(new DateOnly(2024, 4, 30), TimeText.Read("2024-04-14", TimeKind.Month, null)!.Value.End);
        Assert.Null(TimeText.Read("2024-04", TimeKind.Week, null));
    }

    [Fact]
    public void ADayThatNoMonthHasNamesItsNeighbours()
    {
        Assert.Equal(["30/06/2024", "01/07/2024"], TimeText.Neighbours("31/06/2024"));
        Assert.Equal(["2024-06-30", "2024-07-01"], TimeText.Neighbours("2024-06-31"));
        Assert.Empty(TimeText.Neighbours("14/04/2024"));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
