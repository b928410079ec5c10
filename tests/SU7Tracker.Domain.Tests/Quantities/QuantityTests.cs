using System.Globalization;
using FsCheck.Xunit;

namespace SU7Tracker.Domain.Tests;

public class QuantityTests
{
    [Fact]
    public void DefaultIsExactlyZero()
    {
        Assert.Equal(Quantity.Exact(0), default);
        Assert.True(default(Quantity).IsZero);
        Assert.Equal("0", default(Quantity).ToString());
    }

    [Theory]
    [InlineData(1_300, "1250", "1350")]
    [InlineData(2_380, "2375", "2385")]
    [InlineData(70_000, "66500", "73500")]
    [InlineData(5, "4.5", "5.5")]
    [InlineData(10, "9.5", "10.5")]
    [InlineData(100_000, "95000", "105000")]
    [InlineData(0, "0", "0")]
    public void ARoundingIsWithinHalfAUnitOfItsLastDigitAndFivePercent(long value, string low, string high)
    {
        var about = Quantity.About(value);
        Assert.Equal((low, high), (about.Low.ToString(), about.High.ToString()));
        Assert.Equal(value, about.Estimate);
        Assert.Equal(Qualifier.About, about.Qualifier);
    }

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.About(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.AtMost(-1));
        Assert.Throws<ArgumentException>(() => Quantity.Range(2, 1));
        Assert.Throws<ArgumentException>(() => Quantity.Between(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.Exact(1) * -1);
        Assert.Throws<DivideByZeroException>(() => Quantity.Exact(1) / Rational.Zero);
        Assert.Throws<DivideByZeroException>(() => Quantity.Exact(1) / Quantity.Exact(0));
    }

    [Fact]
    public void DerivedBoundsAreSaidAsWhatTheyAre()
    {
        Assert.Equal(Quantity.Exact(3), Quantity.Between(3, 3));
        Assert.Equal(Quantity.AtLeast(3), Quantity.Between(3, null));
        Assert.Equal(Quantity.AtMost(3), Quantity.Between(0, 3));
        Assert.Equal(Quantity.Range(1, 3), Quantity.Between(1, 3));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public void AnEstimateIsDrawnInsideTheBounds(long estimate, long drawn) =>
        Assert.Equal(drawn, Quantity.Between(1, 3, estimate).Estimate);

    [Theory]
    [InlineData("2394", "2,394")]
    [InlineData("≥ 40000", "≥ 40,000")]
    [InlineData("≤ 38", "≤ 38")]
    [InlineData("≈ 1300", "≈ 1,300")]
    [InlineData("8000–13333", "8,000–13,333")]
    [InlineData("0", "0")]
    [InlineData("≤ 0", "≤ 0")]
    [InlineData("≥ 0", "≥ 0")]
    public void ItIsWrittenAsPeopleReadIt(string typed, string written)
    {
        Assert.True(Quantity.TryParse(typed, out var quantity, out _));
        Assert.Equal(written, quantity.ToString());
    }

    [Fact]
    public void ItIsRoundedOnlyWhenWritten()
    {
        var third = Quantity.Exact(10) / 3;
        Assert.Equal(
            ("3", "3.33", "3.3333"),
            (third.ToString(), third.ToString(2, CultureInfo.InvariantCulture), third.ToString(4, CultureInfo.InvariantCulture)));
        Assert.Equal(Quantity.Exact(10), third * 3);
        Assert.Equal(
            ("2–4", "2.72–3.30"),
            (
                Quantity.Range(Rational.Of(30, 11), Rational.Of(33, 10)).ToString(),
                Quantity.Range(Rational.Of(30, 11), Rational.Of(33, 10)).ToString(2, CultureInfo.InvariantCulture)));
        Assert.Equal(
            ("≥ 4.17", "≤ 4.18"),
            (
                Quantity.AtLeast(Rational.Of(40_000, 9_576)).ToString(2, CultureInfo.InvariantCulture),
                Quantity.AtMost(Rational.Of(40_000, 9_576)).ToString(2, CultureInfo.InvariantCulture)));
        Assert.Equal("3.333,3", (Quantity.Exact(33_333) / 10).ToString(1, CultureInfo.GetCultureInfo("de-DE")));
        Assert.Equal("3", (Quantity.Exact(5) / 2).ToString());
        Assert.Equal("-5–3", (Quantity.Range(0, 3) - Quantity.Range(0, 5)).ToString());
    }

    [Fact]
    public void AScaledRoundingStaysARounding()
    {
        var monthly = Quantity.About(1_300) * 4;
        Assert.Equal("≈ 5,200", monthly.ToString());
        Assert.Equal(((Rational)5_000, (Rational?)5_400), (monthly.Low, monthly.High));
        Assert.Equal(Quantity.About(1_300), monthly / 4);
        Assert.Equal(Quantity.Exact(0), Quantity.AtLeast(7) * 0);
    }

    [Fact]
    public void AnOpenEndStaysOpen()
    {
        Assert.Null((Quantity.AtLeast(3) + Quantity.Exact(1)).High);
        Assert.Null((Quantity.AtLeast(3) - Quantity.Exact(1)).High);
        Assert.Null((Quantity.AtLeast(3) * 2).High);
        Assert.Null((Quantity.AtLeast(3) * Quantity.Exact(2)).High);
        Assert.Null((Quantity.AtLeast(3) / Quantity.Exact(2)).High);
        Assert.Null((Quantity.Exact(3) / Quantity.AtMost(2)).High);
        Assert.Equal("≤ 20", (Quantity.Exact(40) / Quantity.AtLeast(2)).ToString());
    }

    [Fact]
    public void NothingTimesSomethingOpenIsNothing()
    {
        Assert.True((Quantity.Exact(0) * Quantity.AtLeast(3)).IsZero);
        Assert.True((Quantity.Exact(0) / Quantity.AtMost(3)).IsZero);
    }

    [Fact]
    public void WhatIsLeftAfterSomethingOpenIsUnknownBelow()
    {
        Assert.Throws<InvalidOperationException>(() => Quantity.Exact(3) - Quantity.AtLeast(1));
        Assert.Equal(Quantity.Between(0, 2), Quantity.Exact(3).Less(Quantity.AtLeast(1)));
        Assert.Equal("≥ 0", Quantity.AtLeast(3).Less(Quantity.AtLeast(1)).ToString());
        Assert.Null(Quantity.Exact(3).Less(Quantity.AtLeast(4)));
        Assert.Null(Quantity.Exact(3).Less(Quantity.Exact(4)));
        Assert.Equal(Quantity.Exact(1), Quantity.Exact(3).Less(Quantity.Exact(2)));
        Assert.Equal("≤ 1", Quantity.Range(1, 3).Less(Quantity.Range(2, 3)).ToString());
    }

    [Fact]
    public void AChangeMayBeNegativeButACountIsNot()
    {
        var change = Quantity.Range(1, 5) - Quantity.Range(2, 3);
        Assert.Equal(((Rational)(-2), (Rational?)3), (change.Low, change.High));
        Assert.Equal(((Rational)0, (Rational?)3), (change.NotNegative()!.Value.Low, change.NotNegative()!.Value.High));
        Assert.Null((Quantity.Exact(1) - Quantity.Exact(2)).NotNegative());
        Assert.Throws<InvalidOperationException>(() => change * Quantity.Exact(2));
        Assert.Throws<InvalidOperationException>(() => Quantity.Exact(2) / change);
    }

    [Theory]
    [InlineData("≥ 40000", "≥ 30000", Answer.CannotTell)]
    [InlineData("≥ 40000", "40000", Answer.Holds)]
    [InlineData("≥ 40000", "40001", Answer.CannotTell)]
    [InlineData("≤ 38", "39", Answer.Fails)]
    [InlineData("≤ 38", "38", Answer.CannotTell)]
    [InlineData("3–5", "3", Answer.Holds)]
    [InlineData("3–5", "5–6", Answer.CannotTell)]
    [InlineData("3–5", "6–7", Answer.Fails)]
    [InlineData("3", "≤ 3", Answer.Holds)]
    public void ComparisonIsCertainImpossibleOrCannotBeTold(string a, string b, Answer atLeast)
    {
        Assert.True(Quantity.TryParse(a, out var x, out _));
        Assert.True(Quantity.TryParse(b, out var y, out _));
        Assert.Equal(atLeast, x.IsAtLeast(y));
        Assert.Equal(
            atLeast switch
            {
                Answer.Holds => Answer.Fails,
                Answer.Fails => Answer.Holds,
                _ => Answer.CannotTell,
            },
            x.IsLessThan(y));
    }

    [Property(MaxTest = 500)]
    public void AResultHoldsEveryValueThatItsOperandsAllow(int seed)
    {
        var random = new Random(seed);
        var (a, b, x, y) = Members(random);
        var factor = Rational.Of(random.Next(1, 50), random.Next(1, 50));
        Assert.True((a + b).Allows(x + y));
        Assert.True((a * b).Allows(x * y));
        Assert.True((a * factor).Allows(x * factor));
        Assert.True((a / factor).Allows(x / factor));
        if (b.High is not null)
        {
            Assert.True((a - b).Allows(x - y));
        }
        if (x >= y)
        {
            Assert.True(a.Less(b)!.Value.Allows(x - y));
        }
        if (y.Sign > 0)
        {
            Assert.True((a / b).Allows(x / y));
        }
    }

    [Property(MaxTest = 500)]
    public void AResultIsNoWiderThanItsOperandsMakeIt(int seed)
    {
        var (a, b, _, _) = Members(new Random(seed));
        if (a.High is { } top && b.High is { } limit)
        {
            Assert.Equal((a.Low + b.Low, top + limit), ((a + b).Low, (a + b).High!.Value));
            Assert.Equal((a.Low - limit, top - b.Low), ((a - b).Low, (a - b).High!.Value));
            Assert.Equal((a.Low * b.Low, top * limit), ((a * b).Low, (a * b).High!.Value));
            if (b.Low.Sign > 0)
            {
                Assert.Equal((a.Low / limit, top / b.Low), ((a / b).Low, (a / b).High!.Value));
            }
        }
    }

    [Property(MaxTest = 500)]
    public void EveryResultsEstimateIsPossible(int seed)
    {
        var (a, b, _, _) = Members(new Random(seed));
        Quantity?[] results = [a + b, a * b, a * 3, b.High is null ? null : a - b, a.Less(b), b.IsZero ? null : a / b];
        Assert.All(results.OfType<Quantity>(), r => Assert.True(r.Estimate is not { } best || r.Allows(best)));
    }

    [Property(MaxTest = 500)]
    public void ComparisonAgreesWithEveryPairOfValues(int seed)
    {
        var (a, b, x, y) = Members(new Random(seed));
        Assert.NotEqual(x >= y ? Answer.Fails : Answer.Holds, a.IsAtLeast(b));
        Assert.NotEqual(x < y ? Answer.Fails : Answer.Holds, a.IsLessThan(b));
        Assert.True(!a.Holds(b) || a.Allows(y));
    }

    private static (Quantity A, Quantity B, Rational X, Rational Y) Members(Random random)
    {
        var ((a, x), (b, y)) = (Member(random), Member(random));
        return (a, b, x, y);
    }

    private static (Quantity Quantity, Rational Member) Member(Random random)
    {
        var n = random.Next(4) == 0 ? 0 : random.Next(5_000);
        var quantity = random.Next(5) switch
        {
            0 => Quantity.Exact(n),
            1 => Quantity.About(n),
            2 => Quantity.AtLeast(n),
            3 => Quantity.AtMost(n),
            _ => Quantity.Range(n, n + random.Next(500)),
        };
        var top = quantity.High ?? quantity.Low + 10_000;
        return (quantity, quantity.Low + ((top - quantity.Low) * Rational.Of(random.Next(11), 10)));
    }
}
