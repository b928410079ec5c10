using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>Something that a number was computed from.</summary>
/// <param name="Name">Its key, under which the formula and the texts name it.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Span">The days that it covers; null for a plain factor.</param>
/// <param name="Evidence">The published figures that it rests on.</param>
public sealed record MetricInput(string Name, Quantity Value, Unit Unit, Span? Span, IReadOnlyList<Figure> Evidence)
{
    /// <summary>The laws that it rests on.</summary>
    public IReadOnlyList<Law> Laws { get; init; } = [];

    /// <summary>Its name for a reader.</summary>
    public string Title(CultureInfo culture) => Texts.Get($"Input_{Name}", culture);

    /// <summary>The count of a curve in a period.</summary>
    public static MetricInput CountIn(Curve curve, string name, Period period) =>
        Count(name, curve.In(period), period, curve.Evidence(period.Before, period.End));

    /// <summary>The count of a curve up to the end of a day.</summary>
    public static MetricInput CountUpTo(Curve curve, string name, DateOnly day) =>
        Count(name, curve.UpTo(day), Domain.Span.UpTo(day), curve.Evidence(null, day));

    /// <summary>A number of units with what it rests on.</summary>
    public static MetricInput Count(string name, Quantity value, Span span, Evidence evidence) =>
        new(name, value, Unit.Units, span, evidence.Figures) { Laws = evidence.Laws };

    /// <summary>A number that rests on no figure.</summary>
    public static MetricInput Factor(string name, Rational value, Unit unit) => new(name, Quantity.Exact(value), unit, null, []);
}
