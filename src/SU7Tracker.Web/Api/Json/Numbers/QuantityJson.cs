using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>A quantity as callers read it: both bounds, how it is said, the best single number, and the text a person reads.</summary>
/// <param name="Low">No possible value is below it.</param>
/// <param name="High">No possible value is above it; null when open.</param>
/// <param name="Qualifier"><c>exact</c>, <c>about</c>, <c>at_least</c>, <c>at_most</c> or <c>range</c>.</param>
/// <param name="Estimate">The best single number; null where there is none, as for a floor.</param>
/// <param name="Text">As people read it.</param>
public sealed record QuantityJson(decimal Low, decimal? High, string Qualifier, decimal? Estimate, string Text)
{
    /// <summary>The quantity with bounds rounded outward.</summary>
    /// <param name="quantity">A quantity.</param>
    /// <param name="decimals">Digits after the point of its text.</param>
    public static QuantityJson Of(Quantity quantity, int decimals = 0) => new(
        quantity.IsExact ? Digits.Nearest(quantity.Low) : Digits.Below(quantity.Low),
        quantity.IsExact ? Digits.Nearest(quantity.Low) : quantity.High is { } high ? Digits.Above(high) : null,
        Quantity.NameOf(quantity.Qualifier), quantity.Estimate is { } estimate ? Digits.Nearest(estimate) : null,
        quantity.ToString(decimals, CultureInfo.InvariantCulture));
}
