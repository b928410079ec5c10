using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Display;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("en", "2024-04-14", "2024-04-14", "14 Apr 2024")]
    [InlineData("en", "2024-04-08", "2024-04-14", "8–14 Apr 2024")]
    [InlineData("en", "2024-04-29", "2024-05-05", "29 Apr – 5 May 2024")]
    [InlineData("en", "2024-12-30", "2025-01-05", "30 Dec 2024 – 5 Jan 2025")]
    [InlineData("zh", "2024-04-14", "2024-04-14", "2024年4月14日")]
    [InlineData("zh", "2024-04-08", "2024-04-14", "2024年4月8日–14日")]
    [InlineData("zh", "2024-04-29", "2024-05-05", "2024年4月29日–5月5日")]
    [InlineData("zh", "2024-12-30", "2025-01-05", "2024年12月30日–2025年1月5日")]
    public void APeriodIsWrittenWithoutWhatBothItsEndsShare(string language, string start, string end, string written)
    {
        using var reader = new Reader(language);
        Assert.Equal(written, new Period(DayText.Read(start)!.Value, DayText.Read(end)!.Value).Display());
    }

    [Theory]
    [InlineData("en", "2024-04-08", "2024-04-14", "week 15 of 2024")]
    [InlineData("zh", "2024-04-08", "2024-04-14", "2024 年第 15 周")]
    [InlineData("en", "2024-04-01", "2024-04-30", "Apr 2024")]
    [InlineData("zh", "2024-04-01", "2024-04-30", "2024年4月")]
    [InlineData("en", "2024-10-01", "2024-12-31", "Q4 2024")]
    [InlineData("zh", "2024-10-01", "2024-12-31", "2024年第4季度")]
    [InlineData("en", "2024-01-01", "2024-12-31", "2024")]
    [InlineData("en", "2024-04-05", "2024-04-28", "5–28 Apr 2024")]
    public void APeriodIsNamedWhereItHasAName(string language, string start, string end, string name)
    {
        using var reader = new Reader(language);
        Assert.Equal(name, new Period(DayText.Read(start)!.Value, DayText.Read(end)!.Value).DisplayName());
    }

    [Theory]
    [
        InlineData("2024-04-18"),
        InlineData("18 Apr 2024"),
        InlineData("18 April 2024"),
        InlineData("April 18, 2024"),
        InlineData("2024年4月18日"),
        InlineData("2024/4/18")
    ]
    public void ADayIsReadAsPeopleWriteIt(string text) => Assert.Equal(Some.Day(4, 18), DayText.Read(text));

    [Theory, InlineData(""), InlineData("4/5/2024"), InlineData("yesterday"), InlineData("2024-13-01"), InlineData("1800-01-01")]
    public void WhatIsNoDayOrCouldBeTwoIsNotRead(string text) => Assert.Null(DayText.Read(text));

    [Fact]
    public void NamesAndStatementsAreInTheReadersLanguageWhereTheyAreRecordedInIt()
    {
        using var reader = new Reader("zh-CN");
        var history = Some.History();
        Assert.Equal("小米 SU7", history.Vehicle.DisplayName());
        Assert.Equal("是预期的三到五倍", history.Claims[0].DisplayStatement());
        Assert.Equal(["首批交付", "double shift"], history.Milestones.Select(m => m.DisplayEvent()));
    }

    [Theory]
    [InlineData(136_854, 136_854, "13.69 万")]
    [InlineData(475_000, null, "≥ 47.5 万")]
    [InlineData(0, 88_063, "≤ 8.81 万")]
    [InlineData(8_000, 13_334, "0.8–1.34 万")]
    [InlineData(4_011, 143_482, "0.4–14.35 万")]
    [InlineData(60, 143_482, "60–143,482")]
    [InlineData(4_602, 7_444, "4,602–7,444")]
    public void LargeNumbersAreInTenThousandsWhereTheReaderAsksForThem(int low, int? high, string written)
    {
        using var reader = new Reader("zh", inTenThousands: true);
        var quantity = Quantity.Between(low, high);
        Assert.Equal(written, quantity.Display(1).Replace('\u00a0', ' '));
        Assert.Equal(written + (written.EndsWith('万') ? "辆" : " 辆"), "{0} 辆".With(written));
    }

    [Fact]
    public void ARoundingAndAChangeAreInTenThousands()
    {
        using var reader = new Reader("zh", inTenThousands: true);
        Assert.Equal("≈ 50\u00a0万", Quantity.About(500_000).Display());
        Assert.Equal("+18.09\u00a0万", NumberText.Of(180_975.5m, 0, Math.Floor, plus: true));
        Assert.Equal("−1,303", NumberText.Of(-1_302.4m, 0, Math.Floor, plus: true));
        Assert.Equal("10\u00a0万", 100_000.Display());
    }

    [Fact]
    public void WholeBoundsHaveNoDecimals()
    {
        using var reader = new Reader("en");
        Assert.Equal("25–28", Quantity.Range(25, 28).Display(1));
        Assert.Equal("25.5–28.0", Quantity.Range(Rational.Of(51, 2), 28).Display(1));
    }

    [Fact]
    public void ABoundIsRoundedAwayFromWhatItBounds() =>
        Assert.Equal("≥ 4.17", (Quantity.AtLeast(40_000) / Quantity.Exact(9_576)).Display(2));
}
