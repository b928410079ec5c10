using System.Globalization;

namespace SU7Tracker.Domain.Tests;

public class QuantityTextTests
{
    [Theory]
    [InlineData("2394", "exact", 2_394L, 2_394L)]
    [InlineData("2,394", "exact", 2_394L, 2_394L)]
    [InlineData(" 2 394 ", "exact", 2_394L, 2_394L)]
    [InlineData("2\u00a0394", "exact", 2_394L, 2_394L)]
    [InlineData("2\u202f394", "exact", 2_394L, 2_394L)]
    [InlineData("2'394", "exact", 2_394L, 2_394L)]
    [InlineData("0", "exact", 0L, 0L)]
    [InlineData("007", "exact", 7L, 7L)]
    [InlineData("1,234,567", "exact", 1_234_567L, 1_234_567L)]
    [InlineData("12.5k", "exact", 12_500L, 12_500L)]
    [InlineData("3K", "exact", 3_000L, 3_000L)]
    [InlineData("1.2M", "exact", 1_200_000L, 1_200_000L)]
    [InlineData("8.8万", "about", 88_000L, 88_000L)]
    [InlineData("2.4万", "about", 24_000L, 24_000L)]
    [InlineData("13.6854万", "exact", 136_854L, 136_854L)]
    [InlineData("1.36 亿", "about", 136_000_000L, 136_000_000L)]
    [InlineData("2394辆", "exact", 2_394L, 2_394L)]
    [InlineData("4万+", "at_least", 40_000L, null)]
    [InlineData("7万多", "at_least", 70_000L, null)]
    [InlineData("7万余辆", "at_least", 70_000L, null)]
    [InlineData("2万辆以上", "at_least", 20_000L, null)]
    [InlineData("1000000000000", "exact", 1_000_000_000_000L, 1_000_000_000_000L)]
    [InlineData("≥ 40,000", "at_least", 40_000L, null)]
    [InlineData(">=40000", "at_least", 40_000L, null)]
    [InlineData("> 40000", "at_least", 40_000L, null)]
    [InlineData("40000+", "at_least", 40_000L, null)]
    [InlineData("40,000 or more", "at_least", 40_000L, null)]
    [InlineData("over 20,000", "at_least", 20_000L, null)]
    [InlineData("OVER 20,000", "at_least", 20_000L, null)]
    [InlineData("More than 20,000", "at_least", 20_000L, null)]
    [InlineData("at least 5", "at_least", 5L, null)]
    [InlineData("超过2万", "at_least", 20_000L, null)]
    [InlineData("2万以上", "at_least", 20_000L, null)]
    [InlineData("≤ 38", "at_most", null, 38L)]
    [InlineData("<38", "at_most", null, 38L)]
    [InlineData("up to 38", "at_most", null, 38L)]
    [InlineData("no more than 38", "at_most", null, 38L)]
    [InlineData("~1300", "about", 1_300L, 1_300L)]
    [InlineData("≈1,300", "about", 1_300L, 1_300L)]
    [InlineData("about 1.3k", "about", 1_300L, 1_300L)]
    [InlineData("approx. 1300", "about", 1_300L, 1_300L)]
    [InlineData("nearly 10,000", "range", 9_500L, 9_999L)]
    [InlineData("约7万", "about", 70_000L, 70_000L)]
    [InlineData("3-5", "range", 3L, 5L)]
    [InlineData("3 – 5", "range", 3L, 5L)]
    [InlineData("3 to 5", "range", 3L, 5L)]
    [InlineData("3~5", "range", 3L, 5L)]
    [InlineData("5-5", "range", 5L, 5L)]
    [InlineData("3k-5k", "range", 3_000L, 5_000L)]
    [InlineData("3-5k", "range", 3_000L, 5_000L)]
    [InlineData("8,000–13,333", "range", 8_000L, 13_333L)]
    [InlineData("1至2万", "range", 10_000L, 20_000L)]
    public void WhatPeopleTypeIsRead(string typed, string qualifier, long? low, long? high)
    {
        var read = Quantity.TryParse(typed, out var quantity, out var problem);
        Assert.True(read, problem?.ToString());
        Assert.Equal((qualifier, low, high), (Quantity.NameOf(quantity.Qualifier), quantity.Stated.Low, quantity.Stated.High));
    }

    [Theory]
    [InlineData(null, "Missing")]
    [InlineData("", "Missing")]
    [InlineData("   ", "Missing")]
    [InlineData("many", "UnreadableQuantity")]
    [InlineData("-5", "UnreadableQuantity")]
    [InlineData("12,34", "UnreadableQuantity")]
    [InlineData("1,2345", "UnreadableQuantity")]
    [InlineData("1,234 567", "UnreadableQuantity")]
    [InlineData("3-", "UnreadableQuantity")]
    [InlineData("3-5-7", "UnreadableQuantity")]
    [InlineData("~3-5", "UnreadableQuantity")]
    [InlineData("over 3-5", "UnreadableQuantity")]
    [InlineData("3-5+", "UnreadableQuantity")]
    [InlineData("about 40000+", "UnreadableQuantity")]
    [InlineData("up to 40000+", "UnreadableQuantity")]
    [InlineData("5 cars", "UnreadableQuantity")]
    [InlineData("七万多", "UnreadableQuantity")]
    [InlineData("2.5k?", "UnreadableQuantity")]
    [InlineData("1e6", "UnreadableQuantity")]
    [InlineData("٣", "UnreadableQuantity")]
    [InlineData("5\u212a", "UnreadableQuantity")]
    [InlineData("1.5", "NotAWholeNumber")]
    [InlineData("1.2345k", "NotAWholeNumber")]
    [InlineData("5-3", "EndsCrossed")]
    [InlineData("3k-5", "EndsCrossed")]
    [InlineData("900-1.2k", "EndsCrossed")]
    [InlineData("1000000000001", "TooLarge")]
    [InlineData("1,000,001M", "TooLarge")]
    [InlineData("99999999999999999999999999999999999999999999999999", "TooLarge")]
    public void WhatCannotBeReadIsAProblemOfTheField(string? typed, string code)
    {
        Assert.False(Quantity.TryParse(typed, out var quantity, out var problem));
        Assert.Equal(("quantity", code), (problem.Field, problem.Code));
        Assert.Equal(default, quantity);
        Assert.NotEmpty(problem.Text(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ATextTooLongToBeANumberIsCutInItsProblem()
    {
        Assert.False(Quantity.TryParse(new string('9', 10_000), out _, out var problem));
        Assert.True(problem.ToString().Length < 300);
    }

    [Fact]
    public void WhatIsWrittenIsReadAgain() =>
        Assert.All(
            new[]
            {
                Quantity.Exact(2_394),
                Quantity.AtLeast(40_000),
                Quantity.AtMost(38),
                Quantity.About(1_300),
                Quantity.Range(8_000, 13_333),
                Quantity.Exact(0),
            },
            q =>
            {
                Assert.True(Quantity.TryParse(q.ToString(), out var read, out _));
                Assert.Equal(q, read);
            });

    [Theory]
    [InlineData(Qualifier.Exact, 5L, 5L, null, null)]
    [InlineData(Qualifier.Exact, 5L, 6L, "high", "LowHighEqual")]
    [InlineData(Qualifier.Exact, 5L, null, "high", "Missing")]
    [InlineData(Qualifier.Exact, null, null, "low", "Missing")]
    [InlineData(Qualifier.Exact, -1L, -1L, "low", "Negative")]
    [InlineData(Qualifier.Exact, 1_000_000_000_001L, 1_000_000_000_001L, "low", "TooLarge")]
    [InlineData(Qualifier.About, 1_300L, 1_300L, null, null)]
    [InlineData(Qualifier.About, 1_300L, 1_301L, "high", "LowHighEqual")]
    [InlineData(Qualifier.AtLeast, 5L, null, null, null)]
    [InlineData(Qualifier.AtLeast, 5L, 6L, "high", "LowOnly")]
    [InlineData(Qualifier.AtLeast, null, 6L, "low", "Missing")]
    [InlineData(Qualifier.AtMost, null, 5L, null, null)]
    [InlineData(Qualifier.AtMost, 5L, 5L, "low", "HighOnly")]
    [InlineData(Qualifier.AtMost, 5L, null, "high", "Missing")]
    [InlineData(Qualifier.AtMost, null, -5L, "high", "Negative")]
    [InlineData(Qualifier.Range, 3L, 5L, null, null)]
    [InlineData(Qualifier.Range, 5L, 3L, "low", "EndsCrossed")]
    [InlineData(Qualifier.Range, null, 3L, "low", "BothEnds")]
    [InlineData(Qualifier.Range, 3L, null, "high", "BothEnds")]
    public void APublishedQuantityIsCheckedFieldByField(Qualifier qualifier, long? low, long? high, string? field, string? code)
    {
        var problem = Quantity.TryPublished(qualifier, low, high, out var quantity);
        Assert.Equal((field, code), (problem?.Field, problem?.Code));
        if (problem is null)
        {
            Assert.Equal((qualifier, low, high), (quantity.Qualifier, quantity.Stated.Low, quantity.Stated.High));
        }
    }

    [Fact]
    public void EveryQualifierHasANameOfItsOwn()
    {
        Assert.All(Enum.GetValues<Qualifier>(), q => Assert.Equal(q, Quantity.QualifierNamed(Quantity.NameOf(q))));
        Assert.Equal(["exact", "about", "range", "at_least", "at_most"], Enum.GetValues<Qualifier>().Select(Quantity.NameOf));
        Assert.Null(Quantity.QualifierNamed("exactly"));
        Assert.Null(Quantity.QualifierNamed(null));
    }
}
