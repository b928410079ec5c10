using System.Globalization;
using System.Numerics;

namespace SU7Tracker.Domain;

/// <summary>
/// An exact fraction in lowest terms, so that a rate divided by days and multiplied by weeks loses nothing. It has no upper limit and
/// cannot overflow.
/// </summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne;   // so that default is a legal zero

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    /// <summary>The part above the line; it carries the sign.</summary>
    public BigInteger Numerator { get; }
    /// <summary>The part below the line, always above zero.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;
    /// <summary>Nothing.</summary>
    public static Rational Zero => default;
    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => _denominatorLessOne.IsZero;
    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>One number divided by another.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }
        if (denominator.IsOne)
        {
            return new(numerator, denominator);
        }
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new(numerator / common, denominator / common);
    }

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long whole) => new(whole, BigInteger.One);

    /// <summary>The exact value of a decimal number.</summary>
    public static explicit operator Rational(decimal value)
    {
        var scale = value.Scale;
        return Of(new BigInteger(value * (decimal)BigInteger.Pow(10, scale)), BigInteger.Pow(10, scale));
    }

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational a, Rational b) => a.IsWhole && b.IsWhole
        ? new(a.Numerator + b.Numerator, BigInteger.One)
        : Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);
    /// <summary>The difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;
    /// <summary>The same size on the other side of zero.</summary>
    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);
    /// <summary>The product.</summary>
    public static Rational operator *(Rational a, Rational b) => Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="b"/> is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    /// <summary>Whether the first is smaller.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    /// <summary>Whether the first is larger.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    /// <summary>Whether the first is not larger.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    /// <summary>Whether the first is not smaller.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The smaller of two.</summary>
    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;
    /// <summary>The larger of two.</summary>
    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Rational other) => IsWhole && other.IsWhole
        ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The nearest decimal number, to 28 significant digits and without trailing zeros.</summary>
    /// <exception cref="OverflowException">It is beyond the range of a decimal number (about ±7.9 × 10²⁸).</exception>
    public decimal ToDecimal() => ToDecimal(scaled => scaled.Nearest());

    /// <summary>As <see cref="ToDecimal()"/>, but never above the number: a lower bound that stays one.</summary>
    public decimal ToDecimalBelow() => ToDecimal(scaled => scaled.Floor());

    /// <summary>As <see cref="ToDecimal()"/>, but never below the number: an upper bound that stays one.</summary>
    public decimal ToDecimalAbove() => ToDecimal(scaled => scaled.Ceiling());

    private decimal ToDecimal(Func<Rational, BigInteger> round)
    {
        if (IsWhole)
        {
            return (decimal)Numerator;
        }
        var whole = BigInteger.DivRem(Numerator, Denominator, out var rest);
        // 28 digits after the point are all that a decimal number can hold.
        var digits = whole.IsZero ? 28 : Math.Max(0, 28 - BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).Length);
        var scaled = round(Of(rest * BigInteger.Pow(10, digits), Denominator));
        var fraction = (decimal)scaled;
        for (var i = 0; i < digits; i++)
        {
            fraction /= 10;
        }
        return ((decimal)whole + fraction) / 1.0000000000000000000000000000m;
    }

    /// <summary>The greatest whole number that is not above it.</summary>
    public BigInteger Floor() => (Numerator - (((Numerator % Denominator) + Denominator) % Denominator)) / Denominator;

    /// <summary>The least whole number that is not below it.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>The nearest whole number; of two equally near, the one away from zero.</summary>
    public BigInteger Nearest()
    {
        var doubled = BigInteger.Abs(Numerator) * 2;
        return (doubled + Denominator) / (Denominator * 2) * Sign;
    }

    /// <summary>The number as the invariant culture writes it.</summary>
    public override string ToString() => ToDecimal().ToString(CultureInfo.InvariantCulture);
}
