using SU7Tracker.Domain;

namespace SU7Tracker.Web.ClaimChecks;

/// <summary>Places on a line of numbers that shows claims and what is known of them together.</summary>
internal sealed class NumberLine
{
    private readonly double _from, _to, _left, _width;

    /// <summary>A line that holds some quantities; an open end reaches to its edge.</summary>
    /// <param name="quantities">What is shown.</param>
    /// <param name="left">Where it begins, in pixels.</param>
    /// <param name="width">How long it is, in pixels.</param>
    public NumberLine(IEnumerable<Quantity> quantities, double left, double width)
    {
        (_left, _width) = (left, width);
        var ends = quantities
            .SelectMany(q => q.High is { } high ? [Number(q.Low), Number(high)] : new[] { Number(q.Low) })
            .DefaultIfEmpty(0)
            .ToList();
        var (low, high) = (ends.Min(), ends.Max());
        var margin = high > low ? (high - low) * 0.25 : Math.Max(Math.Abs(high) * 0.25, 1);
        (_from, _to) = (low >= 0 && low - margin < 0 ? 0 : low - margin, high + margin);
    }

    /// <summary>The place of a number.</summary>
    public double At(Rational value) => Math.Round(_left + ((Number(value) - _from) / (_to - _from) * _width), 1);

    /// <summary>The place of the upper end of a quantity; the edge where it is open.</summary>
    public double End(Quantity value) => value.High is { } high ? At(high) : _left + _width;

    /// <summary>A few round numbers on the line.</summary>
    public IEnumerable<decimal> Ticks()
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((_to - _from) / 3)));
        step = new[] { 1, 2, 2.5, 5, 10 }.Select(s => s * step).First(s => (_to - _from) / s <= 5);
        for (var tick = Math.Ceiling(_from / step) * step; tick <= _to; tick += step)
        {
            yield return (decimal)tick;
        }
    }

    private static double Number(Rational value) => (double)value.ToDecimal();
}
