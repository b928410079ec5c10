namespace SU7Tracker.Domain;

/// <summary>What is counted.</summary>
public enum Measure
{
    /// <summary>Cars built.</summary>
    Production,
    /// <summary>Cars ordered.</summary>
    Orders,
    /// <summary>Cars handed over.</summary>
    Deliveries,
    /// <summary>Cars registered or insured.</summary>
    Registrations,
}
