using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Writes rational numbers with 15 significant digits, as many as spreadsheets and JavaScript keep; bounds are rounded outward.
/// </summary>
internal static class Digits
{
    private const int Significant = 15;

    /// <summary>The nearest number with so many digits.</summary>
    public static decimal Nearest(Rational value) => Round(value.ToDecimal(), MidpointRounding.AwayFromZero);

    /// <summary>The largest such number that is not above a lower bound.</summary>
    public static decimal Below(Rational value) => Round(value.ToDecimalBelow(), MidpointRounding.ToNegativeInfinity);

    /// <summary>The smallest such number that is not below an upper bound.</summary>
    public static decimal Above(Rational value) => Round(value.ToDecimalAbove(), MidpointRounding.ToPositiveInfinity);

    private static decimal Round(decimal value, MidpointRounding mode)
    {
        var digits = Significant;
        for (var whole = decimal.Truncate(Math.Abs(value)); whole >= 1 && digits > 0; whole = decimal.Truncate(whole / 10))
        {
            digits--;
        }
        return decimal.Round(value, digits, mode) / 1.000000000000000000000000000000000m;   // without trailing zeros
    }
}
