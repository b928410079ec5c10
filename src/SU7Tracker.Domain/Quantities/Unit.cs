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
