using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>A derived number with everything that shows how it was derived; or, when there is none, why.</summary>
/// <param name="Key">Its name in addresses and files.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Value">The number; null when it is not known.</param>
/// <param name="Reason">Why it is not known.</param>
/// <param name="Span">The days that it covers.</param>
/// <param name="Inputs">What it was computed from, in the order of the formula.</param>
public sealed record Metric(string Key, Unit Unit, Quantity? Value, Reason? Reason, Span? Span, IReadOnlyList<MetricInput> Inputs)
{
    /// <summary>The series that the number is of; null where it is of several.</summary>
    public Series? Series { get; init; }

    /// <summary>The same number of another basis of the measure, which covers later days; null when there is none.</summary>
    public Metric? Fresher { get; init; }

    // Bounds from zero without an end say nothing.
    internal static Metric Known(string key, Unit unit, Quantity value, Span span, params IReadOnlyList<MetricInput> inputs) =>
        value is { High: null, Low.Sign: <= 0 }
            ? new(key, unit, null, new("SaysNothing"), span, inputs)
            : new(key, unit, value, null, span, inputs);

    internal static Metric Unknown(string key, Unit unit, Reason reason, params IReadOnlyList<MetricInput> inputs) =>
        new(key, unit, null, reason, null, inputs);

    /// <summary>Its name for a reader.</summary>
    public string Title(CultureInfo culture) => Texts.Get($"Metric_{Key}", culture);

    /// <summary>The key of its formula; its own where it has one formula only.</summary>
    internal string FormulaKey { get; init; } = Key;

    /// <summary>How it is computed, in the names of its inputs.</summary>
    public string Formula(CultureInfo culture) => Texts.Get($"Formula_{FormulaKey}", culture);

    /// <summary>The number as people read it, rounded once; null when it is not known.</summary>
    public string? Text(CultureInfo culture) => Value?.ToString(Unit.Decimals, culture);
}
