using SU7Tracker.Domain;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class CountTextTests
{
    [Fact]
    public void APointThatMayGroupOrBeginDecimalsIsAskedAbout()
    {
        Assert.Equal("NumberAsked", CountText.Read("18.500", null, out _)!.Code);
        Assert.Null(CountText.Read("18.500", PointUse.Groups, out var grouped));
        Assert.Equal(Quantity.Exact(18_500), grouped);
        Assert.Equal("NotAWholeNumber", CountText.Read("18.500", PointUse.Decimals, out _)!.Problem!.Code);
    }

    [Theory]
    [InlineData("2.4万", "≈ 24,000")]
    [InlineData("约1300", "≈ 1,300")]
    [InlineData("4万+", "≥ 40,000")]
    [InlineData("7万多", "≥ 70,000")]
    [InlineData("约 1.300", "≈ 1,300")]
    [InlineData("1.234.567", "1,234,567")]
    [InlineData("2,4万", "≈ 24,000")]
    public void WherePointsGroupTheRestIsReadAsEverywhere(string text, string quantity)
    {
        Assert.Null(CountText.Read(text, PointUse.Groups, out var read));
        Assert.Equal(quantity, read.ToString());
    }

    [Theory]
    [InlineData("七万多", "7万+", ">70000")]
    [InlineData("2.5k?", "2.5k", "~2.5k")]
    [InlineData("十二万", "12万")]
    [InlineData("2,394*", "2,394", "~2,394")]
    [InlineData("many")]
    public void WhatCannotBeReadComesWithWhatMayBeMeant(string text, params string[] remedies)
    {
        var trouble = CountText.Read(text, null, out _);
        Assert.Equal("NotACount", trouble!.Code);
        Assert.Equal(remedies, trouble.Remedies);
    }
}
