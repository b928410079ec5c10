using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>What a number counts, and how many digits after the point are worth showing.</summary>
public sealed record Unit(string Name, int Decimals)
{
    /// <summary>Cars.</summary>
    public static Unit Units { get; } = new("units", 0);
    /// <summary>Cars a week.</summary>
    public static Unit PerWeek { get; } = new("units/week", 0);
    /// <summary>Cars a month.</summary>
    public static Unit PerMonth { get; } = new("units/month", 0);
    /// <summary>Cars a year.</summary>
    public static Unit PerYear { get; } = new("units/year", 0);
    /// <summary>Weeks.</summary>
    public static Unit Weeks { get; } = new("weeks", 1);
    /// <summary>Months.</summary>
    public static Unit Months { get; } = new("months", 2);
    /// <summary>So many times.</summary>
    public static Unit Times { get; } = new("×", 2);
    /// <summary>Hundredths.</summary>
    public static Unit Percent { get; } = new("%", 1);
    /// <summary>Cities.</summary>
    public static Unit Cities { get; } = new("cities", 0);
    /// <summary>Days.</summary>
    public static Unit Days { get; } = new("days", 0);

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}

/// <summary>The days that a number covers.</summary>
/// <param name="From">The first; null for all days up to the last.</param>
/// <param name="To">The last.</param>
public readonly record struct Span(DateOnly? From, DateOnly To)
{
    /// <summary>All days up to one.</summary>
    public static Span UpTo(DateOnly day) => new(null, day);
    /// <summary>The days of a period.</summary>
    public static implicit operator Span(Period period) => new(period.Start, period.End);
}

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

/// <summary>Why there is no number.</summary>
/// <param name="Code">The key of the text.</param>
/// <param name="Arguments">What the text names.</param>
public sealed record Reason(string Code, params object[] Arguments)
{
    /// <summary>The text in the language of a reader.</summary>
    public string Text(CultureInfo culture) => Texts.Get($"Reason_{Code}", culture, Arguments);

    /// <summary>The text in English.</summary>
    public override string ToString() => Text(CultureInfo.InvariantCulture);
}

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
