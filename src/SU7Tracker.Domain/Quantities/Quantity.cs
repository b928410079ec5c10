using System.Globalization;
using System.Numerics;

namespace SU7Tracker.Domain;

/// <summary>
/// A number that may be known only within bounds: <c>Low ≤ true value ≤ High</c>, where High may be open.
/// Arithmetic is exact and outward: a result holds every value that the operands allow (IEEE 1788, set-based intervals).
/// </summary>
public readonly partial record struct Quantity
{
    /// <summary>The largest count that can be published, in units; a few hundred times all cars ever made.</summary>
    public const long MaxCount = 1_000_000_000_000;

    private readonly Rational _high;
    private readonly bool _open;   // so that default is a legal zero

    private readonly Rational _estimate;
    private readonly bool _bare;   // without an estimate; false so that default is a legal zero

    private Quantity(Rational low, Rational? high, Rational? estimate, Qualifier qualifier)
    {
        Low = low;
        _high = high ?? Rational.Zero;
        _open = high is null;
        _estimate = estimate ?? Rational.Zero;
        _bare = estimate is null;
        Qualifier = qualifier;
    }

    /// <summary>No possible value is below it.</summary>
    public Rational Low { get; }
    /// <summary>No possible value is above it; null when nothing is said.</summary>
    public Rational? High => _open ? null : _high;
    /// <summary>The best single number between the bounds; null where there is none, as for a floor.</summary>
    public Rational? Estimate => _bare ? null : _estimate;
    /// <summary>How it is said; <see cref="Qualifier.Range"/> for bounds that were derived.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>Whether only one value is possible.</summary>
    public bool IsExact => !_open && _high == Low;
    /// <summary>Whether the true value is zero for certain.</summary>
    public bool IsZero => IsExact && Low.Sign == 0;

    /// <summary>Exactly a number.</summary>
    public static Quantity Exact(Rational value) => new(value, value, value, Qualifier.Exact);

    /// <summary>A number or more, without an estimate.</summary>
    public static Quantity AtLeast(Rational low) => new(low, null, null, Qualifier.AtLeast);

    /// <summary>From zero to a number, without an estimate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Quantity AtMost(Rational high) => high.Sign < 0
        ? throw new ArgumentOutOfRangeException(nameof(high), "At most a negative number is nothing.")
        : new(0, high, null, Qualifier.AtMost);

    /// <summary>From one number to another, without an estimate.</summary>
    /// <exception cref="ArgumentException">The ends are in the wrong order.</exception>
    public static Quantity Range(Rational low, Rational high) => low > high
        ? throw new ArgumentException("The lower end is above the upper.", nameof(low))
        : new(low, high, null, Qualifier.Range);

    /// <summary>
    /// A rounding: the true value lies within the smaller of half a unit of the last digit that is not zero and 5 %, taken outward to half
    /// units, so about 1,300 is 1,250–1,350 and about 100,000 is 95,000–105,000. About 0 is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Quantity About(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var unit = 1L;
        while (value != 0 && value % (unit * 10) == 0)
        {
            unit *= 10;
        }
        var margin = Rational.Min(Rational.Of(unit, 2), Rational.Of(value, 20));
        var halves = (margin * 2).Ceiling();
        return new(value - Rational.Of(halves, 2), value + Rational.Of(halves, 2), value, Qualifier.About);
    }

    /// <summary>A count that is nearly a number: from ⌈0.95 n⌉ to n − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 2, so that no count is nearly it.</exception>
    public static Quantity Nearly(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
        return Range((long)(Rational.Of(95, 100) * value).Ceiling(), value - 1);
    }

    /// <summary>Bounds that were derived; said as exact, at least, at most or a range, whichever they are.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end; null when open.</param>
    /// <param name="estimate">The best single number, drawn inside the bounds; null for none.</param>
    /// <exception cref="ArgumentException">The ends are in the wrong order.</exception>
    public static Quantity Between(Rational low, Rational? high, Rational? estimate = null)
    {
        if (high < low)
        {
            throw new ArgumentException("The lower end is above the upper.", nameof(low));
        }
        if (high == low)
        {
            return Exact(low);
        }
        var best = estimate is { } wanted ? Rational.Max(low, high is { } top ? Rational.Min(top, wanted) : wanted) : default(Rational?);
        return new(low, high, best, Said(low, high));
    }

    private static Qualifier Said(Rational low, Rational? high) =>
        high is not { } top ? Qualifier.AtLeast : top == low ? Qualifier.Exact : low.Sign == 0 ? Qualifier.AtMost : Qualifier.Range;

    /// <summary>
    /// The same without what lies below zero, for what cannot be negative: counts, backlogs, waits. Null when nothing is left.
    /// </summary>
    public Quantity? NotNegative() => High is { Sign: < 0 } ? null : Low.Sign >= 0 ? this : Between(0, High, Estimate);

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity a, Quantity b) => Between(a.Low + b.Low, a.High + b.High, a.Estimate + b.Estimate);

    /// <summary>
    /// The difference. It may be negative, as a change between two weeks or a distance to a target may; where the thing meant cannot be,
    /// say <see cref="NotNegative"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The subtrahend has no upper end, so that the result would have no lower one.</exception>
    public static Quantity operator -(Quantity a, Quantity b) => b.High is { } high
        ? Between(a.Low - high, a.High - b.Low, a.Estimate - b.Estimate)
        : throw new InvalidOperationException("Nothing is known about what is left when an open quantity is taken away.");

    /// <summary>
    /// What is left of a count when another is taken from it, where neither the rest nor its parts can be negative; null when the parts
    /// exceed the whole.
    /// </summary>
    public Quantity? Less(Quantity part) => part.High is { }
        ? (this - part).NotNegative()
        : High - part.Low is { Sign: < 0 } ? null : Between(0, High - part.Low, Estimate - part.Estimate);

    /// <summary>The product with a number above zero; a rounding stays a rounding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    public static Quantity operator *(Quantity a, Rational factor)
    {
        if (factor.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(factor), "A quantity is scaled by zero or more.");
        }
        if (factor.Sign == 0)
        {
            return Exact(0);
        }
        var (low, high) = (a.Low * factor, a.High * factor);
        return new(low, high, a.Estimate * factor, a.Qualifier == Qualifier.About ? Qualifier.About : Said(low, high));
    }

    /// <summary>The quotient by a number above zero; a rounding stays a rounding.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Quantity operator /(Quantity a, Rational divisor) => a * (1 / divisor);

    /// <summary>The product of two quantities that are not negative.</summary>
    /// <exception cref="InvalidOperationException">One of them may be negative.</exception>
    public static Quantity operator *(Quantity a, Quantity b)
    {
        RefuseNegative(a, b);
        var high = a.IsZero || b.IsZero ? Rational.Zero : a.High * b.High;
        return Between(a.Low * b.Low, high, a.Estimate * b.Estimate);
    }

    /// <summary>The quotient of two quantities that are not negative. Where the divisor may be zero the result has no upper end.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero for certain.</exception>
    /// <exception cref="InvalidOperationException">One of them may be negative.</exception>
    public static Quantity operator /(Quantity a, Quantity b)
    {
        RefuseNegative(a, b);
        if (b.IsZero)
        {
            throw new DivideByZeroException();
        }
        var low = b.High is { } top ? a.Low / top : Rational.Zero;
        Rational? high = a.IsZero ? Rational.Zero : b.Low.Sign > 0 ? a.High / b.Low : null;
        return Between(low, high, b.Estimate is { Sign: > 0 } divisor ? a.Estimate / divisor : null);
    }

    private static void RefuseNegative(Quantity a, Quantity b)
    {
        if (a.Low.Sign < 0 || b.Low.Sign < 0)
        {
            throw new InvalidOperationException("Quantities that may be negative are neither multiplied nor divided.");
        }
    }

    /// <summary>Whether it is at least as much as another.</summary>
    public Answer IsAtLeast(Quantity other) =>
        other.High is { } top && Low >= top ? Answer.Holds : High < other.Low ? Answer.Fails : Answer.CannotTell;

    /// <summary>Whether it is less than another.</summary>
    public Answer IsLessThan(Quantity other) => IsAtLeast(other) switch
    {
        Answer.Holds => Answer.Fails,
        Answer.Fails => Answer.Holds,
        _ => Answer.CannotTell,
    };

    /// <summary>Whether a number is a possible value.</summary>
    public bool Allows(Rational value) => Low <= value && (High is not { } top || value <= top);

    /// <summary>Whether every value that another allows is allowed here, too.</summary>
    public bool Holds(Quantity other) => Low <= other.Low && (High is not { } top || other.High <= top);

    /// <summary>
    /// The text that people read, in the invariant culture and rounded to whole numbers: <c>2,394</c>, <c>≥ 40,000</c>, <c>≤ 38</c>, <c>≈
    /// 1,300</c>, <c>8,000–13,334</c>.
    /// </summary>
    public override string ToString() => ToString(0, CultureInfo.InvariantCulture);

    /// <summary>The text that people read. An exact number is rounded to the nearest, a lower bound down, an upper bound up.</summary>
    /// <param name="decimals">Digits after the point, 0–10; the only place where a quantity is rounded.</param>
    /// <param name="culture">Whose separators are used.</param>
    /// <param name="isTrimmed">Whether zeros at the end of the digits after the point are left out.</param>
    public string ToString(int decimals, IFormatProvider culture, bool isTrimmed = false)
    {
        var format = isTrimmed ? "#,##0." + new string('#', decimals) : "N" + decimals.ToString(CultureInfo.InvariantCulture);
        return Qualifier switch
        {
            Qualifier.Exact => Text(Low, r => r.Nearest()),
            Qualifier.About => "≈ " + Text(_estimate, r => r.Nearest()),
            _ when High is not { } top => "≥ " + Text(Low, r => r.Floor()),
            Qualifier.AtMost => "≤ " + Text(High.Value, r => r.Ceiling()),
            _ => $"{Text(Low, r => r.Floor())}–{Text(High.Value, r => r.Ceiling())}",
        };

        string Text(Rational value, Func<Rational, BigInteger> round)
        {
            var scale = BigInteger.Pow(10, decimals);
            var rounded = Rational.Of(round(value * Rational.Of(scale, 1)), scale).ToDecimal();
            return rounded.ToString(format, culture);
        }
    }
}
