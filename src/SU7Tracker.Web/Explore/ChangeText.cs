using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>Writes changes with their signs: <c>+74 to +77 %</c>, <c>−12 %</c>, <c>+100</c>.</summary>
internal static class ChangeText
{
    /// <summary>Writes a change in per cent.</summary>
    public static string Of(Quantity change, int decimals) => ExploreTexts.Percent.With(Signed(change, decimals));

    /// <summary>Writes a change: a lower bound is rounded down, an upper one up.</summary>
    public static string Signed(Quantity change, int decimals = 0)
    {
        if (change.IsExact)
        {
            return Sign(change.Low.ToDecimal(), decimals, d => Math.Round(d, decimals, MidpointRounding.AwayFromZero));
        }
        var scale = (decimal)Math.Pow(10, decimals);
        var low = Sign(change.Low.ToDecimal(), decimals, d => Math.Floor(d * scale) / scale);
        return change.High is { } high
            ? ExploreTexts.SignedRange.With(low, Sign(high.ToDecimal(), decimals, d => Math.Ceiling(d * scale) / scale))
            : ExploreTexts.SignedFloor.With(low);
    }

    private static string Sign(decimal value, int decimals, Func<decimal, decimal> round)
    {
        var rounded = round(value);
        return (
                rounded > 0 ? "+"
                : rounded < 0 ? "−"
                : ""
            ) + Math.Abs(rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);
    }
}
