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
            return Sign(change.Low, decimals, d => Math.Round(d, MidpointRounding.AwayFromZero));
        }
        var low = Sign(change.Low, decimals, Math.Floor);
        return change.High is { } high
            ? ExploreTexts.SignedRange.With(low, Sign(high, decimals, Math.Ceiling))
            : ExploreTexts.SignedFloor.With(low);
    }

    private static string Sign(Rational value, int decimals, Func<decimal, decimal> round) =>
        NumberText.Of(value.ToDecimal(), decimals, round, plus: true);
}
