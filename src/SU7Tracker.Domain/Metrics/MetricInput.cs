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
}
