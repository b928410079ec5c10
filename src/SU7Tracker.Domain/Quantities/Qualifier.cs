namespace SU7Tracker.Domain;

/// <summary>How much a published number says about the true one.</summary>
public enum Qualifier
{
    /// <summary>The number itself.</summary>
    Exact,
    /// <summary>A rounding of it.</summary>
    About,
    /// <summary>Both ends are stated.</summary>
    Range,
    /// <summary>The lower end is stated.</summary>
    AtLeast,
    /// <summary>The upper end is stated.</summary>
    AtMost,
}
