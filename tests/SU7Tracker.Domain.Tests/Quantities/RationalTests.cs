using System.Numerics;
using FsCheck.Xunit;

namespace SU7Tracker.Domain.Tests;

public class RationalTests
{
    [Fact]
    public void DefaultIsZero()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal(Rational.Of(0, 5), default);
        Assert.Equal(BigInteger.One, default(Rational).Denominator);
        Assert.Equal("0", default(Rational).ToString());
    }

    [Theory]
    [InlineData(6, 4, 3, 2)]
    [InlineData(-6, 4, -3, 2)]
    [InlineData(6, -4, -3, 2)]
    [InlineData(-6, -4, 3, 2)]
    [InlineData(0, -7, 0, 1)]
    [InlineData(14, 7, 2, 1)]
    public void AFractionIsKeptInLowestTermsWithItsSignAbove(long numerator, long denominator, long above, long below)
    {
        var fraction = Rational.Of(numerator, denominator);
        Assert.Equal((above, below), ((long)fraction.Numerator, (long)fraction.Denominator));
    }

    [Fact]
    public void NothingIsDividedByZero()
    {
        Assert.Throws<DivideByZeroException>(() => Rational.Of(1, 0));
        Assert.Throws<DivideByZeroException>(() => (Rational)1 / Rational.Zero);
    }

    [Property]
    public void ArithmeticIsThatOfFractions(int a, int b, int c, int d)
    {
        var (x, y) = (Rational.Of(a, Below(b)), Rational.Of(c, Below(d)));
        Assert.Equal(x, x + y - y);
        Assert.Equal(x * y, y * x);
        Assert.Equal((x + y) * y, (x * y) + (y * y));
        Assert.Equal(x - y, -(y - x));
        Assert.Equal(y.Sign == 0 ? x : x / y * y, x);
        Assert.Equal(
            ((Int128)a * Below(d)).CompareTo((Int128)c * Below(b)) * Math.Sign((long)Below(b)) * Math.Sign((long)Below(d)),
            x.CompareTo(y));
        Assert.Equal(x < y, y > x);
        Assert.Equal(x <= y, !(x > y));
        Assert.Equal(x >= y, Rational.Max(x, y) == x);
        Assert.Equal(x <= y, Rational.Min(x, y) == x);
        static long Below(int n) => n == 0 ? 1 : n;
    }

    [Fact]
    public void AWeekDividedByItsDaysAndHeldForSevenLosesNothing() => Assert.Equal((Rational)2_394, (Rational)2_394 / 7 * 7);

    [Theory]
    [InlineData(5, 2, 3)]
    [InlineData(-5, 2, -3)]
    [InlineData(7, 3, 2)]
    [InlineData(8, 3, 3)]
    [InlineData(-7, 3, -2)]
    [InlineData(0, 3, 0)]
    [InlineData(1, 3, 0)]
    public void TheNearestWholeNumberIsAwayFromZeroWhenTwoAreEquallyNear(long numerator, long denominator, long nearest) =>
        Assert.Equal(nearest, (long)Rational.Of(numerator, denominator).Nearest());

    [Theory]
    [InlineData(1, 4, "0.25")]
    [InlineData(-1, 4, "-0.25")]
    [InlineData(1, 3, "0.3333333333333333333333333333")]
    [InlineData(2, 3, "0.6666666666666666666666666667")]
    [InlineData(40_000, 9_576, "4.177109440267335004177109440")]
    [InlineData(7, 1, "7")]
    [InlineData(1, 1_000_000, "0.000001")]
    public void AsADecimalNumberItIsTheNearestOf28Digits(long numerator, long denominator, string text) =>
        Assert.Equal(
            decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            Rational.Of(numerator, denominator).ToDecimal());

    [
        Theory,
        InlineData(70_723, 3),
        InlineData(2, 3),
        InlineData(-2, 3),
        InlineData(-1, 3),
        InlineData(1, 7),
        InlineData(5, 1),
        InlineData(-5, 2)
    ]
    public void ABoundThatIsWrittenDownStaysOne(long numerator, long denominator)
    {
        var exact = Rational.Of(numerator, denominator);
        var (below, above) = ((Rational)exact.ToDecimalBelow(), (Rational)exact.ToDecimalAbove());
        Assert.True(below <= exact && exact <= above, $"{below} {above}");
        Assert.True(above - below <= Rational.Of(1, BigInteger.Pow(10, 23)));
        Assert.Equal(exact.IsWhole || denominator == 2, below == above);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1.50")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("7.922816251426433759354395033")]
    [InlineData("-0.0000000000000000000000000001")]
    public void ADecimalNumberIsTakenExactly(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(value, ((Rational)value).ToDecimal());
    }

    [Fact]
    public void SumsBeyondAnyMachineNumberStayExact()
    {
        var huge = Rational.Of(BigInteger.Pow(10, 40), 3);
        Assert.Equal(BigInteger.Pow(10, 40), (huge + huge + huge).Numerator);
        Assert.Throws<OverflowException>(() => huge.ToDecimal());
    }
}
