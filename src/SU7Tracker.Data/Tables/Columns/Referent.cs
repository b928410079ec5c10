namespace SU7Tracker.Data;

/// <summary>A kind of fact that others name by its key.</summary>
public enum Referent
{
    /// <summary>What is followed.</summary>
    Vehicle,
    /// <summary>A place where cars are handed over.</summary>
    City,
    /// <summary>Who published.</summary>
    Source,
}
