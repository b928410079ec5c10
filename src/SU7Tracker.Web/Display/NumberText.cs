using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Display;

/// <summary>
/// Writes the digits of numbers: the only place that knows of 万, ten thousands, in which a reader of Chinese may ask for numbers of
/// ten thousand and more. They have at most two decimals then, a lower bound rounded down and an upper one up.
/// </summary>
internal static class NumberText
{
    private const int TenThousand = 10_000;
    private const int Hundredths = 2;
    private const string Unit = "\u00a0万";   // never alone on the next line

    /// <summary>Whether the reader has asked for ten thousands.</summary>
    public static bool InTenThousands => CultureInfo.CurrentCulture is TenThousandsCulture;

    /// <summary>Writes a quantity; one whose bounds are whole has no decimals.</summary>
    public static string Of(Quantity quantity, int decimals) =>
        InTenThousands && IsLarge(quantity)
            ? (quantity / TenThousand).ToString(Hundredths, CultureInfo.CurrentCulture, isTrimmed: true) + Unit
            : quantity.ToString(IsWhole(quantity) ? 0 : decimals, CultureInfo.CurrentCulture);

    /// <summary>Writes a number with its sign.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">Digits after the point.</param>
    /// <param name="round">Rounds to a whole number: down, up or to the nearest.</param>
    /// <param name="plus">Whether a number above zero has a sign, too.</param>
    public static string Of(decimal number, int decimals, Func<decimal, decimal> round, bool plus = false)
    {
        var large = InTenThousands && Math.Abs(number) >= TenThousand;
        var scale = (decimal)Math.Pow(10, large ? Hundredths : decimals);
        var rounded = round((large ? number / TenThousand : number) * scale) / scale;
        var format = large ? "#,##0.##" : "N" + decimals.ToString(CultureInfo.InvariantCulture);
        var digits = Math.Abs(rounded).ToString(format, CultureInfo.CurrentCulture);
        return (rounded < 0 ? "−" : plus && rounded > 0 ? "+" : "") + digits + (large ? Unit : "");
    }

    // A small lower bound would be lost in ten thousands; such a range keeps its digits.
    private static bool IsLarge(Quantity quantity) =>
        Size(quantity.High ?? quantity.Low) >= TenThousand && (quantity.Low.Sign == 0 || Size(quantity.Low) >= 100);

    private static bool IsWhole(Quantity quantity) =>
        quantity.Low.IsWhole && quantity.High is not { IsWhole: false } && quantity.Estimate is not { IsWhole: false };

    private static Rational Size(Rational number) => number.Sign < 0 ? -number : number;
}
